import type { StepRecord } from '@noi/flow';
import { describeError } from '@noi/telemetry';
import type { ActivityDeps, LogicFact } from './ActivityDeps.ts';

type Counting = Pick<ActivityDeps, 'counts' | 'plans' | 'logger'>;

/** Tells the counters of the logic steps that came to their end by these lines; nothing that goes wrong here holds up a run. */
export async function countLogic(
  { counts, plans, logger }: Counting,
  { workspaceId, planHash }: { workspaceId: string; planHash: string },
  records: readonly StepRecord[],
): Promise<void> {
  if (!counts?.onLogicStep || records.length === 0) return;
  try {
    const plan = await plans.get({ workspaceId, hash: planHash });
    for (const { stepId, state } of records) {
      const kind = plan.steps[stepId]?.kind;
      if (kind !== undefined && kind !== 'action' && kind !== 'trigger' && isEnd(state)) counts.onLogicStep({ workspaceId, kind, outcome: state });
    }
  } catch (error) {
    logger.warn({ err: describeError(error), planHash }, 'logic steps could not be counted');
  }
}

function isEnd(state: StepRecord['state']): state is LogicFact['outcome'] {
  return state === 'done' || state === 'failed' || state === 'skipped' || state === 'stopped';
}
