import type { StepRunKey, StepRunRow } from '../Db.ts';
import { toJson } from '../store/json.ts';

export const stepRunColumns = `s.run_id as "runId", s.scope, s.step_id as "stepId", s.visit, s.attempt, s.state, s.input, s.output, s.error, s.reason, s.port,
  s.attempts, coalesce(s.decisions, '[]') as decisions, s.wait_until as "waitUntil", s.started_at as "startedAt", s.ended_at as "endedAt"`;

/** Columns of a step run's key in a set of JSON rows. */
export const stepKeyTable = 'workspace_id text, run_id uuid, scope text, step_id text, visit int';

/** SQL: the step run has ended, and nothing changes it any more. */
export const isFinal = (state: string) => `${state} in ('done', 'failed', 'skipped', 'stopped')`;

export function stepKeyRow({ workspaceId, runId, scope, stepId, visit }: StepRunKey) {
  return { workspace_id: workspaceId, run_id: runId, scope, step_id: stepId, visit };
}

export const stepKeyOf = ({ runId, scope, stepId, visit }: Omit<StepRunKey, 'workspaceId'>) => toJson([runId, scope, stepId, visit]);

const finalStates: ReadonlySet<string> = new Set(['done', 'failed', 'skipped', 'stopped']);

/**
 * The step run as its effects know it. The interpreter's own records run ahead of the effects: a row that no try was opened on counts as new,
 * and a try that was only announced does not hide how the one before it ended.
 */
export function asEffectsLeftIt(row: StepRunRow): StepRunRow | null {
  if (finalStates.has(row.state)) return row;
  const last = row.attempts.at(-1);
  if (!last) return null;
  if (last.attempt >= row.attempt) return row;
  return { ...row, attempt: last.attempt, state: last.endedAt === null ? 'running' : 'retrying' };
}
