import type { Catalog } from '@noi/catalog';
import type { Db } from '@noi/db';
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
const MOST_KEPT = 1000;

/** Doors by token. A burst of deliveries reads its connection once, and so does a burst at an unknown token. */
export function createDoors({ catalog, db, vault, now }: DoorsOptions): { find: Connections['door']; forget(token: string): void } {
  const kept = new Map<string, { readonly until: number; readonly door: Promise<Door | null> }>();

  async function read(token: string): Promise<Door | null> {
    const connection = await db.connections.getByDoor(token);
    const webhook = connection && catalog.webhookOf(connection.type);
    return connection && webhook ? { connection, webhook, values: vault.open(connection) } : null;
  }

  return {
    find(token) {
      const found = kept.get(token);
      const at = now().getTime();
      if (found && at < found.until) return found.door;
      if (kept.size >= MOST_KEPT) kept.clear();
      const door = read(token);
      kept.set(token, { until: at + KEEP_MS, door });
      door.catch(() => kept.delete(token));
      return door;
    },
    forget(token) {
      kept.delete(token);
    },
  };
}
