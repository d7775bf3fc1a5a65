import type { DueAnswer, WaitRepository } from '../Db.ts';
import type { Queryable } from '../store/Store.ts';

/** Answers of a shop that are signalled and not taken: as many as keep its workflows busy, and no more work in front of other shops'. */
const mostLeased = 2_000;
/** Bytes of answers as they are stored, that is packed: an answer carries what came with an event, up to 1 MiB. */
const mostBytes = 2 * 1024 * 1024;

/** SQL: the row is answered, and its run has not taken the answer. */
const isUndelivered = 'w.closed_at is null and w.answered_at is not null';
/** SQL: what rows are ordered by, as in the index. Those that were never signalled and need not wait come first, so that repeats stand in nobody's way. */
const queuedAt = "coalesce(w.claimed_at, w.deliver_at, '-infinity'::timestamptz)";
const isDue = `${isUndelivered} and ${queuedAt} <= $2 and (w.claimed_at is null or w.claimed_at <= $3)`;

/**
 * Leases answers that are due, evenly of every shop that has some. Raw: row locks that are skipped, steps along an index. What it reads is bounded by the limit, by the number of
 * shops with answers on their way, and by what these have leased.
 */
export async function claimDueAnswers(
  client: Queryable,
  { limit, now, leaseMs }: Parameters<WaitRepository['claimAnswered']>[0],
): Promise<readonly DueAnswer[]> {
  const { rows } = await client.query<DueAnswer>({
    name: 'waits.claim',
    text: `
      with recursive shop as (
        (select w.workspace_id from run_wait w where ${isUndelivered} order by w.workspace_id limit 1)
        union all
        select (select w.workspace_id from run_wait w where ${isUndelivered} and w.workspace_id > shop.workspace_id order by w.workspace_id limit 1)
        from shop where shop.workspace_id is not null
      ), waiting as (
        select shop.workspace_id, $4 - leased.count as room from shop cross join lateral (
          -- Put-off answers lie beyond the range, and another worker's clock may be a little ahead.
          select count(*) from (
            select from run_wait w where w.workspace_id = shop.workspace_id and ${isUndelivered} and ${queuedAt} > $3
              and ${queuedAt} <= $2::timestamptz + ($2::timestamptz - $3::timestamptz) and w.claimed_at > $3 limit $4
          ) l
        ) leased
        where leased.count < $4 and exists (select from run_wait w where w.workspace_id = shop.workspace_id and ${isDue})
      ), due as (
        select w.*, row_number() over (partition by w.workspace_id order by w.queued_at, w.answered_at, w.run_id, w.token) as turn, waiting.room
        from waiting cross join lateral (
          select w.workspace_id, w.run_id, w.token, w.answered_at, ${queuedAt} as queued_at, pg_column_size(w.answer) as bytes from run_wait w
          where w.workspace_id = waiting.workspace_id and ${isDue} order by ${queuedAt}, w.answered_at, w.run_id, w.token
          limit (select ceil($1::float8 / count(*)) from waiting) for update skip locked
        ) w
      ), taken as (
        select d.run_id, d.token from (
          select due.*, row_number() over turns as nr, sum(bytes) over turns - bytes as before from due where turn <= room
          window turns as (order by turn, answered_at, run_id, token)
        ) d where d.nr <= $1 and d.before < $5
      )
      update run_wait w set claimed_at = $2 from taken, run r
      where w.run_id = taken.run_id and w.token = taken.token and r.id = w.run_id and r.workspace_id = w.workspace_id
      returning w.workspace_id as "workspaceId", w.run_id as "runId", w.token, w.answer, r.workflow_id as "workflowId",
        case when r.ended_at is not null then 'ended' when r.state in ('queued', 'starting') then 'absent' else 'present' end as host`,
    values: [limit, now, new Date(now.getTime() - leaseMs), mostLeased, mostBytes],
  });
  return rows;
}
