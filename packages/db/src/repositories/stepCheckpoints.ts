import type { RunRepository, StepRunRow } from '../Db.ts';
import { createGroupWriter } from '../store/GroupWriter.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { storable } from '../store/storable.ts';
import { forwardRow, lockMessages } from './messageRows.ts';
import { asEffectsLeftIt, isFinal, stepKeyOf, stepKeyRow, stepKeyTable, stepRunColumns } from './stepRunRow.ts';

type Begin = Parameters<RunRepository['beginStep']>[0];
type End = Parameters<RunRepository['endStep']>[0];

/** A step can be put off many times; more than these nobody reads. */
const mostDecisions = 50;

const settles = ({ sent, unknown }: End) => sent !== undefined || unknown !== undefined;

/** What activities write around each effect. Raw: two writes per step of every run, shared by all writers of a tick. */
export function createStepCheckpoints({ pool, announce }: Store): Pick<RunRepository, 'beginStep' | 'endStep'> & { idle(): Promise<void> } {
  const tell = (items: readonly (Begin | End)[]) => announce(items.map(({ workspaceId, runId }) => ({ workspaceId, kind: 'run', id: runId })));

  const begins = createGroupWriter<Begin, Awaited<ReturnType<RunRepository['beginStep']>>>({
    keyOf: stepKeyOf,
    flush: async (items) => {
      const inputs = items.map((item) => ({ ...stepKeyRow(item), flow_id: item.flowId, attempt: item.attempt, input: item.input, at: item.at }));
      const { rows } = await pool.query<{ runId: string; scope: string; stepId: string; visit: number; isNew: boolean; isPaused: boolean }>({
        name: 'steps.begin',
        text: `
          with x as (
            select * from jsonb_to_recordset($1::jsonb) as x(${stepKeyTable}, flow_id uuid, attempt int, input jsonb, at text)
          ), begun as (
            insert into step_run as s (workspace_id, run_id, scope, step_id, visit, attempt, state, input, attempts, started_at)
            select workspace_id, run_id, scope, step_id, visit, attempt, 'running', input,
              jsonb_build_array(jsonb_build_object('attempt', attempt, 'startedAt', at, 'endedAt', null)), at::timestamptz
            from x order by run_id, scope, step_id, visit
            on conflict do nothing
            returning s.run_id, s.scope, s.step_id, s.visit
          )
          -- Whether the flow is paused is read with the write itself: nothing remembered is trusted.
          select x.run_id as "runId", x.scope, x.step_id as "stepId", x.visit, begun.run_id is not null as "isNew", coalesce(f.status = 'paused', false) as "isPaused"
          from x left join begun using (run_id, scope, step_id, visit) left join flow f on f.id = x.flow_id and f.workspace_id = x.workspace_id`,
        values: [toJson(inputs)],
      });
      const fresh = new Set(rows.filter(({ isNew }) => isNew).map(stepKeyOf));
      const paused = new Set(rows.filter(({ isPaused }) => isPaused).map(stepKeyOf));
      const again = items.filter((item) => !fresh.has(stepKeyOf(item)));
      const before = again.length > 0 ? await beginAgain(again) : new Map<string, StepRunRow>();
      tell(items);
      return items.map((item) => {
        const row = before.get(stepKeyOf(item));
        return { before: row ? asEffectsLeftIt(row) : null, decisions: row?.decisions ?? [], isPaused: paused.has(stepKeyOf(item)) };
      });
    },
  });

  /** Rows that exist (a retry, a repeat after a crash, or one that the interpreter announced): read under lock first, then opened if still open. */
  const beginAgain = async (items: readonly Begin[]): Promise<ReadonlyMap<string, StepRunRow>> => {
    const inputs = toJson(items.map((item) => ({ ...stepKeyRow(item), attempt: item.attempt, input: item.input, at: item.at })));
    return await inTransaction(pool, async (client) => {
      const { rows } = await client.query<StepRunRow>(
        `select ${stepRunColumns} from step_run s
         join jsonb_to_recordset($1::jsonb) as x(${stepKeyTable}) using (workspace_id, run_id, scope, step_id, visit)
         order by s.run_id, s.scope, s.step_id, s.visit for update of s`,
        [inputs],
      );
      await client.query(
        `update step_run s set
           state = 'running', attempt = greatest(s.attempt, x.attempt), input = coalesce(x.input, s.input), wait_until = null,
           attempts = case when s.attempts @> jsonb_build_array(jsonb_build_object('attempt', x.attempt)) then s.attempts
             else s.attempts || jsonb_build_object('attempt', x.attempt, 'startedAt', x.at, 'endedAt', null) end
         from jsonb_to_recordset($1::jsonb) as x(${stepKeyTable}, attempt int, input jsonb, at text)
         where s.workspace_id = x.workspace_id and s.run_id = x.run_id and s.scope = x.scope and s.step_id = x.step_id and s.visit = x.visit
           and not (${isFinal('s.state')})`,
        [inputs],
      );
      return new Map(rows.map((row) => [stepKeyOf(row), row]));
    });
  };

  const ends = createGroupWriter<End, void>({
    keyOf: stepKeyOf,
    flush: async (items) => {
      const inputs = items.map((item) => ({
        ...stepKeyRow(item),
        attempt: item.attempt,
        state: item.state,
        input: item.input ?? null,
        output: item.output ?? null,
        error: item.error ?? null,
        reason: item.reason ?? null,
        port: item.port ?? null,
        until: item.until === undefined ? null : storable(item.until),
        decision: item.decision ?? null,
        message_state: item.sent ? 'sent' : item.unknown ? 'unknown' : null,
        message_error: item.unknown ?? null,
        provider_message_id: item.sent?.providerMessageId ?? null,
        at: item.at,
      }));
      await pool.query({
        name: 'steps.end',
        text: `
          with x as (
            select * from jsonb_to_recordset($1::jsonb) as x(${stepKeyTable}, attempt int, state text, input jsonb, output jsonb, error jsonb, reason jsonb,
              port text, until timestamptz, decision jsonb, message_state text, message_error jsonb, provider_message_id text, at text)
          ), settled as (
            select workspace_id, run_id, scope, step_id, visit, message_state as state, message_error as error, provider_message_id, at::timestamptz as at
            from x where message_state is not null
          ), locked as (${lockMessages('settled', '$2')}), told as (${forwardRow('settled', '$2')})
          insert into step_run as s (workspace_id, run_id, scope, step_id, visit, attempt, state, input, output, error, reason, port, attempts, decisions,
            wait_until, started_at, ended_at)
          select workspace_id, run_id, scope, step_id, visit, attempt, state, input, output, error, reason, port,
            jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('attempt', attempt, 'startedAt', at, 'endedAt', at, 'error', error))),
            case when decision is not null then jsonb_build_array(decision) end, until,
            at::timestamptz, case when state in ('retrying', 'waiting') then null else at::timestamptz end
          from x order by run_id, scope, step_id, visit
          on conflict (run_id, scope, step_id, visit) do update set
            state = excluded.state, attempt = excluded.attempt, input = coalesce(excluded.input, s.input), output = excluded.output,
            error = excluded.error, reason = excluded.reason, port = coalesce(excluded.port, s.port), ended_at = excluded.ended_at,
            wait_until = excluded.wait_until,
            decisions = case when excluded.decisions is null then s.decisions
              -- The first one stays, and as many of the latest.
              when jsonb_array_length(s.decisions) >= ${mostDecisions} then (s.decisions - 1) || excluded.decisions
              else coalesce(s.decisions, '[]') || excluded.decisions end,
            attempts = case
              -- What was put off is no try: its beginning is taken back.
              when excluded.state = 'waiting' then (
                select coalesce(jsonb_agg(entry order by nr), '[]')
                from jsonb_array_elements(s.attempts) with ordinality as t(entry, nr)
                where not ((entry -> 'attempt')::int = excluded.attempt and entry ->> 'endedAt' is null))
              when s.attempts @> jsonb_build_array(jsonb_build_object('attempt', excluded.attempt)) then (
              select jsonb_agg(case
                when (entry -> 'attempt')::int = excluded.attempt and entry ->> 'endedAt' is null
                then entry || (excluded.attempts -> 0) || jsonb_build_object('startedAt', entry -> 'startedAt')
                else entry end order by nr)
              from jsonb_array_elements(s.attempts) with ordinality as t(entry, nr))
              else s.attempts || excluded.attempts end
          where s.workspace_id = excluded.workspace_id and s.attempt <= excluded.attempt and not (${isFinal('s.state')})`,
        values: [toJson(inputs), items.filter(settles).map(({ runId }) => runId)],
      });
      tell(items);
      announce(items.filter(settles).map(({ workspaceId, runId }) => ({ workspaceId, kind: 'message' as const, id: runId })));
      return items.map(() => undefined);
    },
  });

  return {
    idle: async () => {
      await Promise.all([begins.idle(), ends.idle()]);
    },
    beginStep: (entry) => begins.write(entry),
    endStep: (entry) => ends.write(entry),
  };
}
