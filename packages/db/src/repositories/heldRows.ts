import type { AwaitAnswer, HoldKey } from '@noi/flow';
import type { WaitKey } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { isOpen } from './waitRows.ts';

const again: AwaitAnswer = { outcome: 'again' };
const skipped: AwaitAnswer = {
  outcome: 'skipped',
  reason: {
    vi: 'Bước này đến hạn khi quy trình tạm dừng. Khi bật lại, người phụ trách chọn bỏ qua.',
    en: 'This step came due while the flow was paused. Whoever resumed it chose to skip it.',
  },
};

/** What becomes of steps that a pause held. */
export const releases = { now: again, spread: again, skip: skipped } as const satisfies Readonly<Record<string, AwaitAnswer>>;

/**
 * SQL: what a held row becomes when it is let go at a time. A step is told so by an answer; a call of a flow has not begun, so to do it again is to look at it again,
 * which its step need not know of. `null` for a time means now.
 */
const letGo = ({ answer, at }: { answer: string; at: string }) => {
  const isCallAgain = `(w.kind = 'subflow' and ${answer} ->> 'outcome' = 'again')`;
  return `answer = case when not ${isCallAgain} then ${answer} end, answered_at = case when not ${isCallAgain} then now() end,
    deliver_at = case when not ${isCallAgain} then ${at} end,
    due_at = case when ${isCallAgain} then coalesce(${at}, now()) else w.due_at end, hold_key = case when not ${isCallAgain} then w.hold_key end`;
};

/** SQL: wakes those who deliver answers and those who look at calls, once, when this commits. */
const wake = `case when row_number() over () = 1 then pg_notify('${channels.answered}', '') end, case when row_number() over () = 1 then pg_notify('${channels.asked}', '') end`;

/** Lets every open hold of a key go, oldest first, evenly over `spreadMs`; those that were let go. */
export async function answerHeld(
  client: Queryable,
  { workspaceId, holdKey, answer, now, spreadMs = 0 }: { workspaceId: string; holdKey: HoldKey; answer: AwaitAnswer; now: Date; spreadMs?: number },
): Promise<readonly WaitKey[]> {
  const { rows } = await client.query<WaitKey>(
    `with held as (
       select w.run_id, w.token, row_number() over (order by w.created_at, w.run_id, w.token) - 1 as nr, count(*) over () as many
       from run_wait w where w.workspace_id = $1 and w.hold_key = $2 and ${isOpen}
     ), locked as (
       select w.run_id, w.token from run_wait w join held using (run_id, token) where ${isOpen} order by w.run_id, w.token for update of w
     ), answered as (
       update run_wait w set ${letGo({
         answer: '$3::jsonb',
         at: 'case when $5::float8 > 0 then $4::timestamptz + make_interval(secs => $5::float8 / 1000 * held.nr / held.many) end',
       })}
       from held join locked using (run_id, token) where w.run_id = held.run_id and w.token = held.token and ${isOpen}
       returning w.workspace_id, w.run_id, w.token
     )
     select workspace_id as "workspaceId", run_id as "runId", token, ${wake} from answered`,
    [workspaceId, holdKey, toJson(answer), now, spreadMs],
  );
  return rows;
}

/** Lets go on what is held for a cause that is over. Raw: it reads holds of every shop by their cause, under lock. */
export async function releaseStale({ pool, tell }: Pick<Store, 'pool'> & { tell(waits: readonly WaitKey[]): void }, limit: number): Promise<number> {
  const { rows } = await pool.query<WaitKey>(
    `with causes as (
       select distinct w.workspace_id, w.hold_key from run_wait w where (w.hold_key like 'connection:%' or w.hold_key like 'flow:%') and ${isOpen}
     ), over as (
       select x.workspace_id, x.hold_key, null::text as choice from causes x where x.hold_key like 'connection:%' and not exists (
         select 1 from connection c
         where c.workspace_id = x.workspace_id and 'connection:' || c.id = x.hold_key and c.state = 'attention' and c.removed_at is null)
       union all
       -- Of a flow that runs, what is still held came due before it was resumed.
       select x.workspace_id, x.hold_key, f.resume_choice from causes x
         left join flow f on f.workspace_id = x.workspace_id and 'flow:' || f.id = x.hold_key
       where x.hold_key like 'flow:%' and coalesce(f.status <> 'paused', true)
     ), locked as (
       select w.run_id, w.token, over.choice from run_wait w join over using (workspace_id, hold_key) where ${isOpen}
       order by w.run_id, w.token limit $1 for update of w skip locked
     ), answered as (
       update run_wait w set ${letGo({ answer: "(case when locked.choice = 'skip' then $3::jsonb else $2::jsonb end)", at: 'null::timestamptz' })}
       from locked where w.run_id = locked.run_id and w.token = locked.token
       returning w.workspace_id, w.run_id, w.token
     )
     select workspace_id as "workspaceId", run_id as "runId", token, ${wake} from answered`,
    [limit, toJson(again), toJson(skipped)],
  );
  tell(rows);
  return rows.length;
}
