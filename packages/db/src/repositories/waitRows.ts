import type { AwaitAnswer } from '@noi/flow';
import type { OpenWait, WaitKey, WaitRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { toJson } from '../store/json.ts';
import type { Queryable } from '../store/Store.ts';
import { storable } from '../store/storable.ts';

export const waitColumns = `w.run_id as "runId", w.token, w.workspace_id as "workspaceId", w.flow_id as "flowId", w.step_id as "stepId", w.kind, w.awaited,
  w.match_key as "matchKey", w.since, w.until, w.created_at as "createdAt", w.answer, w.answered_at as "answeredAt", w.closed_at as "closedAt"`;

/** Columns of a wait's key in a set of JSON rows. */
export const waitKeyTable = 'workspace_id text, run_id uuid, token text';

/** SQL: what a worker has left to do for a row that is closed: a run that was called for it ends with it. */
export const dueOnClose = `case when w.kind = 'subflow' and w.answered_at is null then now() end`;

/** SQL: the row still wants an answer. */
export const isOpen = 'w.closed_at is null and w.answered_at is null';

export function waitKeyRow({ workspaceId, runId, token }: WaitKey) {
  return { workspace_id: workspaceId, run_id: runId, token };
}

export const waitKeyOf = ({ runId, token }: Pick<WaitKey, 'runId' | 'token'>) => `${runId} ${token}`;

interface OpenedRow {
  readonly runId: string;
  readonly token: string;
  readonly answer: AwaitAnswer | null;
}

/** Inserts rows, or opens them again, or takes over what is asked for anew; answers with those alone, by key. */
export async function upsertWaits(client: Queryable, waits: readonly OpenWait[]): Promise<ReadonlyMap<string, OpenedRow>> {
  const inputs = waits.map((wait) => ({
    ...waitKeyRow(wait),
    flow_id: wait.flowId,
    step_id: wait.stepId,
    kind: wait.kind,
    awaited: wait.awaited,
    event: wait.awaited.kind === 'event' ? wait.awaited.event : null,
    match_key: wait.matchKey,
    hold_key: wait.awaited.kind === 'hold' ? wait.awaited.key : null,
    since: storable(wait.since),
    until: wait.until && storable(wait.until),
  }));
  const { rows } = await client.query<OpenedRow>({
    name: 'waits.open',
    text: `
      insert into run_wait as w (workspace_id, run_id, token, flow_id, step_id, kind, awaited, event, match_key, hold_key, since, until, due_at)
      select workspace_id, run_id, token, flow_id, step_id, kind, awaited, event, match_key, hold_key, since, until,
        case when kind in ('approval', 'subflow') then now() end
      from jsonb_to_recordset($1::jsonb) as x(${waitKeyTable}, flow_id uuid, step_id text, kind text, awaited jsonb, event text, match_key text, hold_key text,
        since timestamptz, until timestamptz)
      order by run_id, token
      on conflict (run_id, token) do update set
        awaited = excluded.awaited, event = excluded.event, match_key = excluded.match_key, hold_key = excluded.hold_key, since = excluded.since,
        until = excluded.until, closed_at = null, claimed_at = null, due_at = case when w.kind = 'subflow' and w.answered_at is null then now() else w.due_at end
      where w.workspace_id = excluded.workspace_id and (w.closed_at is not null or w.answered_at is null
        and (w.awaited, w.match_key, w.until) is distinct from (excluded.awaited, excluded.match_key, excluded.until))
      returning w.run_id as "runId", w.token, case when w.deliver_at is null or w.deliver_at <= now() then w.answer end as answer,
        case when w.due_at <= now() then pg_notify('${channels.asked}', '') end`,
    values: [toJson(inputs)],
  });
  return new Map(rows.map((row) => [waitKeyOf(row), row]));
}

/** Answers that may be delivered, of rows that are there. */
export async function findAnswers(client: Queryable, waits: readonly WaitKey[]): Promise<ReadonlyMap<string, AwaitAnswer>> {
  const { rows } = await client.query<WaitKey & { answer: AwaitAnswer }>(
    `select w.run_id as "runId", w.token, w.answer from run_wait w join jsonb_to_recordset($1::jsonb) as x(${waitKeyTable}) using (workspace_id, run_id, token)
     where w.answered_at is not null and (w.deliver_at is null or w.deliver_at <= now())`,
    [toJson(waits.map(waitKeyRow))],
  );
  return new Map(rows.map((row) => [waitKeyOf(row), row.answer]));
}

/**
 * Answers the rows that are open, and wakes those who deliver when this commits; gives back the keys of these rows. Locks in one order for all writers.
 * An answer that many rows get is sent once: it is told by its identity.
 */
export async function answerWaits(
  client: Queryable,
  answers: readonly (WaitKey & { readonly answer: AwaitAnswer; readonly deliverAt?: Date })[],
): Promise<ReadonlySet<string>> {
  const different = [...new Set(answers.map(({ answer }) => answer))];
  const nrOf = new Map(different.map((answer, index) => [answer, index + 1]));
  const { rows } = await client.query<Pick<WaitRow, 'runId' | 'token'>>({
    name: 'waits.answer',
    text: `
      with x as (
        select * from jsonb_to_recordset($1::jsonb) as x(${waitKeyTable}, nr int, deliver_at timestamptz)
      ), locked as (
        select w.run_id, w.token, x.nr, x.deliver_at from run_wait w join x using (workspace_id, run_id, token) where ${isOpen}
        order by w.run_id, w.token for update of w
      ), answered as (
        update run_wait w set answer = a.answer, answered_at = now(), deliver_at = locked.deliver_at
        from locked join jsonb_array_elements($2::jsonb) with ordinality as a(answer, nr) on a.nr = locked.nr
        where w.run_id = locked.run_id and w.token = locked.token and ${isOpen}
        returning w.run_id, w.token
      )
      select run_id as "runId", token, case when row_number() over () = 1 then pg_notify('${channels.answered}', '') end from answered`,
    values: [toJson(answers.map((item) => ({ ...waitKeyRow(item), nr: nrOf.get(item.answer), deliver_at: item.deliverAt ?? null }))), toJson(different)],
  });
  return new Set(rows.map(waitKeyOf));
}
