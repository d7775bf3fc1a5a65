import type { StepRecord } from '@noi/flow';
import type { RunRepository } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { createGroupWriter } from '../store/GroupWriter.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { storable } from '../store/storable.ts';
import { countEnds } from './stepCounts.ts';
import { isFinal, stepKeyTable } from './stepRunRow.ts';
import { dueOnClose } from './waitRows.ts';

type Entry = Parameters<RunRepository['record']>[0];

/** SQL: how far a step run is within one attempt. Records may arrive late; a row never goes back. */
const rank = (state: string) => `(case when ${isFinal(state)} then 2 when ${state} in ('waiting', 'retrying') then 1 else 0 end)`;

/** Writes the interpreter's story of runs. Raw: every stretch of every run ends here, shared by all writers of a tick. */
export function createRunRecorder({ pool, announce }: Store): Pick<RunRepository, 'record'> & { idle(): Promise<void> } {
  const writer = createGroupWriter<Entry, void>({
    keyOf: ({ runId }) => runId,
    flush: async (entries) => {
      await pool.query({
        name: 'runs.record',
        text: `
          with steps as (
            insert into step_run as s (workspace_id, run_id, scope, step_id, visit, attempt, state, output, error, reason, port, wait_until, started_at, ended_at,
              counted)
            select workspace_id, run_id, scope, step_id, visit, attempt, state, output, error, reason, port, wait_until, started_at, ended_at, ${isFinal('state')}
            from jsonb_to_recordset($1::jsonb) as x(${stepKeyTable}, attempt int, state text, output jsonb, error jsonb, reason jsonb, port text,
              wait_until timestamptz, started_at timestamptz, ended_at timestamptz)
            order by run_id, scope, step_id, visit
            on conflict (run_id, scope, step_id, visit) do update set
              state = excluded.state, attempt = excluded.attempt, output = coalesce(excluded.output, s.output), error = coalesce(excluded.error, s.error),
              reason = coalesce(excluded.reason, s.reason), port = coalesce(excluded.port, s.port), wait_until = excluded.wait_until,
              ended_at = coalesce(s.ended_at, excluded.ended_at), counted = excluded.counted
            where s.workspace_id = excluded.workspace_id and case
              -- The activity's own end of the step says nothing about the way out; the interpreter adds it, and it is counted then.
              when ${isFinal('s.state')} then s.state = excluded.state and not s.counted
              else excluded.attempt > s.attempt or (excluded.attempt = s.attempt and ${rank('excluded.state')} >= ${rank('s.state')}) end
            returning s.workspace_id, s.run_id, s.step_id, coalesce(s.port, '') as port, s.state
          ), x as (
            select * from jsonb_to_recordset($2::jsonb) as x(workspace_id text, id uuid, state text, error jsonb, ended_at timestamptz, goal_at timestamptz,
              output jsonb, stopped_by text, failed_step text, workflow_id text)
          ), locked as (
            -- A workflow speaks for the runs that it hosts, and no more for those that were given to another one.
            select r.id from run r join x using (id, workspace_id) where x.workflow_id is null or x.workflow_id = r.workflow_id order by r.id for update of r
          ), waits as (
            -- A run that is over waits for nothing any more.
            update run_wait w set closed_at = now(), due_at = ${dueOnClose} from x join locked using (id) where w.run_id = x.id and w.workspace_id = x.workspace_id and x.ended_at is not null
              and w.closed_at is null
            returning w.run_id, w.due_at
          ), moved as (
            update run r set state = x.state, error = x.error, ended_at = x.ended_at, goal_at = x.goal_at, output = x.output, stopped_by = x.stopped_by,
              failed_step = x.failed_step, carry = null
            from x join locked using (id) where r.id = x.id and r.workspace_id = x.workspace_id and r.state in ('queued', 'starting', 'running', 'waiting')
            returning r.id, r.ended_at, r.workspace_id, r.parent_run_id, r.parent_token, r.flow_id, r.version_id, r.started_at, r.state, r.goal_at
          ), counted as (${countEnds}), room as (
            -- Of flows with entry rules: who waits for this run's place is looked for soon, also when this process dies now.
            insert into entry_room (id, flow_id)
            select t.run_id, t.flow_id from moved join entry_turn t on t.run_id = moved.id where moved.ended_at is not null
            on conflict do nothing returning id
          ), called as (
            -- The run that called this one is told by a worker.
            update run_wait w set due_at = now() from moved m
            where m.ended_at is not null and w.run_id = m.parent_run_id and w.token = m.parent_token and w.workspace_id = m.workspace_id
            returning w.run_id
          ), left_alone as (select run_id from waits where due_at is not null)
          select pg_notify(channel, '') from (
            (select '${channels.entry}' as channel from room limit 1) union all
            (select '${channels.asked}' from (select run_id from called union all select run_id from left_alone) asked limit 1)
          ) told`,
        values: [toJson(entries.flatMap(stepRows)), toJson(entries.flatMap(runRow))],
      });
      announce(entries.map(({ workspaceId, runId }) => ({ workspaceId, kind: 'run', id: runId })));
      return entries.map(() => undefined);
    },
  });

  return { record: (entry) => writer.write(entry), idle: writer.idle };
}

const finalStates: ReadonlySet<StepRecord['state']> = new Set(['done', 'failed', 'skipped', 'stopped']);

/** One row per step run: its last record, begun at its first. */
function stepRows({ workspaceId, runId, records }: Entry) {
  const byStep = new Map<string, { first: StepRecord; last: StepRecord }>();
  for (const record of records) {
    const key = toJson([record.scope, record.stepId, record.visit]);
    byStep.set(key, { first: byStep.get(key)?.first ?? record, last: record });
  }
  return [...byStep.values()].map(({ first, last }) => ({
    workspace_id: workspaceId,
    run_id: runId,
    scope: last.scope,
    step_id: last.stepId,
    visit: last.visit,
    attempt: last.attempt,
    state: last.state,
    output: last.output ?? null,
    error: last.error ?? null,
    reason: last.reason ?? null,
    port: last.port ?? null,
    wait_until: last.until === undefined ? null : storable(last.until),
    started_at: storable(first.at),
    ended_at: finalStates.has(last.state) ? storable(last.at) : null,
  }));
}

function runRow({ workspaceId, runId, state, outcome, at, workflowId }: Entry) {
  const next = outcome?.state ?? state;
  if (next === undefined) return [];
  const goalAt = outcome?.state === 'stopped' && outcome.by === 'goal' ? at : null;
  const error = outcome?.state === 'failed' ? outcome.error : null;
  const output = outcome?.state === 'done' ? (outcome.output ?? null) : null;
  const stoppedBy = outcome?.state === 'stopped' ? outcome.by : null;
  return [
    {
      ...{ workspace_id: workspaceId, id: runId, state: next, error, ended_at: outcome ? at : null, goal_at: goalAt, output, stopped_by: stoppedBy },
      ...{ failed_step: outcome?.state === 'failed' ? outcome.stepId : null, workflow_id: workflowId ?? null },
    },
  ];
}
