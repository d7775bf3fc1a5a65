import type { AwaitAnswer } from '@noi/flow';
import type { WaitKey } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { isOpen } from './waitRows.ts';

const again: AwaitAnswer = { outcome: 'again' };

/** Lets go on what is held for a cause that is over. Raw: it reads holds of every shop by their cause, under lock. */
export async function releaseStale({ pool, tell }: Pick<Store, 'pool'> & { tell(waits: readonly WaitKey[]): void }, limit: number): Promise<number> {
  const { rows } = await pool.query<WaitKey>(
    `with causes as (
       select distinct w.workspace_id, w.hold_key from run_wait w where w.hold_key like 'connection:%' and ${isOpen}
     ), over as (
       select x.workspace_id, x.hold_key from causes x where not exists (
         select 1 from connection c where c.workspace_id = x.workspace_id and c.id = substr(x.hold_key, 12)::uuid and c.state = 'attention' and c.removed_at is null)
     ), locked as (
       select w.run_id, w.token from run_wait w join over using (workspace_id, hold_key) where ${isOpen}
       order by w.run_id, w.token limit $1 for update of w skip locked
     ), answered as (
       update run_wait w set answer = $2::jsonb, answered_at = now() from locked where w.run_id = locked.run_id and w.token = locked.token
       returning w.workspace_id, w.run_id, w.token
     )
     select workspace_id as "workspaceId", run_id as "runId", token, case when row_number() over () = 1 then pg_notify('${channels.answered}', '') end
     from answered`,
    [limit, toJson(again)],
  );
  tell(rows);
  return rows.length;
}
