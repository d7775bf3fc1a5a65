import type { HandedRun } from '@noi/db';
import { moveState, type RunState, type Token } from '@noi/flow';
import { describeError } from '@noi/telemetry';
import type { HandOverAnswer, HandOverRequest } from '@noi/temporal-workflows';
import { Context } from '@temporalio/activity';
import type { ActivityDeps } from '../ActivityDeps.ts';

/** Puts runs that leave their group on the plan that they are to walk from now on; those whose move was called off, begins later, or cannot be worked out stay where they are. */
export async function handOverRuns(
  { db, plans, now, logger }: Pick<ActivityDeps, 'db' | 'plans' | 'now' | 'logger'>,
  request: HandOverRequest,
): Promise<HandOverAnswer> {
  const { workspaceId, planHash, runs } = request;
  const { workflowId } = Context.current().info.workflowExecution ?? {};
  if (workflowId === undefined) throw new Error('Runs are handed over by the workflow that hosts them');
  const at = now();
  const targets = await db.moves.targets({ workspaceId, runIds: runs.map(({ runId }) => runId), at });
  const oldPlan = await plans.get({ workspaceId, hash: planHash });
  const stuck: string[] = [];
  const handed = await Promise.all(
    runs.map(async ({ runId, state }): Promise<HandedRun[]> => {
      const target = targets.get(runId);
      if (target === undefined) return [];
      const plan = await plans.get({ workspaceId, hash: target.planHash });
      const moved = move(runId, { state, oldPlan, newPlan: plan, now: at.getTime() });
      if (moved === null) return [];
      const tokens = openTokens(moved.state);
      return [{ runId, target, plan, carry: moved.state, tokens: plan.goal === undefined ? tokens : [...tokens, 'goal'], records: moved.records }];
    }),
  );
  const stay = await db.moves.handOver({ workspaceId, workflowId, runs: handed.flat(), at });
  // An earlier request of this kind, whose answer was lost, may have taken some of the others over.
  const left = await Promise.all(runs.filter(({ runId }) => !targets.has(runId)).map(async ({ runId }) => ((await isHere(runId)) ? [runId] : [])));
  return { stay: [...stay, ...stuck, ...left.flat()] };

  /** A fault of ours in one run keeps no other from being handed over. */
  function move(runId: string, request: Parameters<typeof moveState>[0]): ReturnType<typeof moveState> | null {
    try {
      return moveState(request);
    } catch (error) {
      logger.warn({ workspaceId, runId, err: describeError(error) }, 'a run could not be put on another plan and stays where it is');
      stuck.push(runId);
      return null;
    }
  }

  async function isHere(runId: string): Promise<boolean> {
    const run = await db.runs.get({ workspaceId, id: runId });
    return run !== null && run.endedAt === null && run.workflowId === workflowId;
  }
}

function openTokens({ scopes }: RunState): Token[] {
  return Object.values(scopes).flatMap(({ steps }) => Object.values(steps).flatMap((fate) => (fate.state === 'open' ? [fate.token] : [])));
}
