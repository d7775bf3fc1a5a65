import type pg from 'pg';
import type { PresenceFeed, PresenceNotice } from '../Db.ts';
import { channels } from './channels.ts';
import type { Listener } from './createListener.ts';

/** Carries who is where between the processes of the API. */
export function createPresenceFeed({ pool, listener }: { pool: pg.Pool; listener: Listener }): PresenceFeed {
  return {
    async tell({ workspaceId, userId, tabId, order, at }) {
      await pool.query('select pg_notify($1, $2)', [channels.presence, JSON.stringify({ workspaceId, userId, tabId, order, at })]);
    },
    async listen(hear) {
      return await listener.listen(channels.presence, (payload) => {
        if (payload !== '') hear(JSON.parse(payload) as PresenceNotice);
      });
    },
  };
}
