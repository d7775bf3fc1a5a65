import type { Catalog } from '@noi/catalog';
import type { Db } from '@noi/db';
import { LRUCache } from 'lru-cache';
import type { Connections } from '../Connections.ts';
import type { Vault } from '../secrets/createVault.ts';

type Door = NonNullable<Awaited<ReturnType<Connections['door']>>>;

interface DoorsOptions {
  readonly catalog: Catalog;
  readonly db: Pick<Db, 'connections'>;
  readonly vault: Vault;
  readonly now: () => Date;
}

/** How long another process's change of a secret may go unseen. */
const KEEP_MS = 5000;
const MOST_DOORS = 5000;
const MOST_UNKNOWN = 1000;

/** Doors by token. A burst of deliveries reads its connection once, and so does a burst at an unknown token. */
export function createDoors({ catalog, db, vault, now }: DoorsOptions): { find: Connections['door']; forget(token: string): void } {
  const doors = new LRUCache<string, { readonly until: number; readonly door: Door }>({ max: MOST_DOORS });
  // Kept apart: anybody can make up tokens, and none of them may push out a door.
  const unknown = new LRUCache<string, { readonly until: number }>({ max: MOST_UNKNOWN });
  const asked = new Map<string, Promise<Door | null>>();

  async function read(token: string): Promise<Door | null> {
    const connection = await db.connections.getByDoor(token);
    const webhook = connection && catalog.webhookOf(connection.type);
    return connection && webhook ? { connection, webhook, values: vault.open(connection) } : null;
  }

  function ask(token: string, until: number): Promise<Door | null> {
    const answer = read(token);
    asked.set(token, answer);
    const settle = (keep: () => void) => {
      // What was forgotten meanwhile may have been read before it changed.
      if (asked.get(token) !== answer) return;
      asked.delete(token);
      keep();
    };
    answer.then(
      (door) =>
        settle(() => {
          if (door) doors.set(token, { until, door });
          else unknown.set(token, { until });
        }),
      () => settle(() => undefined),
    );
    return answer;
  }

  return {
    async find(token) {
      const at = now().getTime();
      const kept = doors.get(token);
      if (kept && at < kept.until) return kept.door;
      if (at < (unknown.get(token)?.until ?? at)) return null;
      return asked.get(token) ?? ask(token, at + KEEP_MS);
    },
    forget(token) {
      doors.delete(token);
      unknown.delete(token);
      asked.delete(token);
    },
  };
}
