import type pg from 'pg';
import type { Change, ChangeFeed } from '../Db.ts';
import { channels } from './channels.ts';
import type { Listener } from './createListener.ts';

/** A notice may carry 8000 bytes; a change is well under 160. */
const CHANGES_PER_NOTICE = 40;
/** One event may end the waits of a hundred thousand runs; a statement stays below a megabyte. */
const NOTICES_PER_STATEMENT = 100;
/** Views are none the slower for it to the eye; under load it saves five statements of six. */
const GATHER_MS = 100;

/** Changes of a moment are told together, each once. Losing some is allowed: views re-read when they reconnect. */
export function createChangeFeed({
  pool,
  listener,
}: {
  pool: pg.Pool;
  listener: Listener;
}): ChangeFeed & { announceSoon(changes: readonly Change[]): void; idle(): Promise<void> } {
  let gathered = new Map<string, Change>();
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const changes = [...gathered.values()];
    gathered = new Map();
    if (changes.length > 0) sending = sending.then(() => announce(changes)).catch(() => undefined);
  };

  const announce = async (changes: readonly Change[]) => {
    const notices: string[] = [];
    for (let at = 0; at < changes.length; at += CHANGES_PER_NOTICE) {
      notices.push(JSON.stringify(changes.slice(at, at + CHANGES_PER_NOTICE).map(({ workspaceId, kind, id }) => ({ workspaceId, kind, id }))));
    }
    for (let at = 0; at < notices.length; at += NOTICES_PER_STATEMENT) {
      const some = notices.slice(at, at + NOTICES_PER_STATEMENT);
      await pool.query('select pg_notify($1, notice) from unnest($2::text[]) as notice', [channels.changes, some]);
    }
  };

  return {
    announce,
    announceSoon(changes) {
      for (const change of changes) gathered.set(`${change.kind}:${change.id}:${change.workspaceId}`, change);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    async listen(hear) {
      return await listener.listen(channels.changes, (payload) => {
        if (payload === '') return;
        for (const change of JSON.parse(payload) as Change[]) hear(change);
      });
    },
    async idle() {
      flush();
      await sending;
    },
  };
}
