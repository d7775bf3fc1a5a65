import { AppError } from '@noi/errors';
import type { ExecuteResult } from '@noi/flow';
import type { Activities, ExecuteStepRequest } from '@noi/temporal-workflows';
import { Context } from '@temporalio/activity';
import type { ActivityDeps } from './ActivityDeps.ts';
import { InFlight, within } from './InFlight.ts';
import { StepVisit } from './step/StepVisit.ts';
import { toStepError } from './step/toStepError.ts';

/** How often a remote activity shows that it lives. */
const heartbeatEveryMs = 5_000;

export interface HostedActivities {
  /** For the worker on the common queue. */
  readonly activities: Activities;
  /** Calls under way in this process. */
  readonly inFlight: { readonly size: number };
  /** Resolves when no call is under way any more. */
  drained(): Promise<void>;
}

/** Every side effect of a run, on the given services. */
export function createActivities(deps: ActivityDeps): HostedActivities {
  const inFlight = new InFlight<ExecuteResult>();
  const budgetMs = deps.budgetMs ?? 400;

  const activities: Activities = {
    async executeStep(request) {
      const call = inFlight.join(callName(request), () => takeStep(deps, request));
      if (!Context.current().info.isLocal) return heartbeating(call);
      const answer = await within(call, budgetMs);
      if (answer) return answer;
      inFlight.keep(callName(request));
      return { outcome: 'pending', queue: deps.host };
    },

    async awaitStep(request) {
      const call = inFlight.get(callName(request));
      return call ? heartbeating(call) : { outcome: 'lost' };
    },

    async recordProgress({ workspaceId, entries }) {
      await Promise.all(entries.map(({ at, ...entry }) => deps.db.runs.record({ workspaceId, ...entry, at: new Date(at) })));
    },
  };

  return { activities, inFlight, drained: () => inFlight.settled() };
}

async function takeStep(deps: ActivityDeps, request: ExecuteStepRequest): Promise<ExecuteResult> {
  const { workspaceId, runId, planHash } = request;
  // That this step runs is told by its own beginning, which also says who began; a line before it would look like a former try.
  const records = request.records.filter((record) => !(record.state === 'running' && isSameVisit(record, request)));
  const plan = await deps.plans.get({ workspaceId, hash: planHash });
  const step = plan.steps[request.stepId];
  const at = deps.now();
  if (records.length > 0) await deps.db.runs.record({ workspaceId, runId, records, at });
  if (step?.kind !== 'action') throw new AppError('internal', { message: `Step ${request.stepId} of plan ${planHash} is not an action` });

  const action = deps.catalog.actionDefinition(step.node, step.nodeVersion);
  if (action) return new StepVisit({ deps, request, step, action, timezone: plan.timezone }).take();

  const error = {
    ...toStepError(new AppError('node_unknown'), 'none'),
    text: {
      vi: `Nút ${step.node} (phiên bản ${step.nodeVersion}) không còn được cài ở máy chủ này. Hãy báo cho bộ phận hỗ trợ.`,
      en: `The node ${step.node} (version ${step.nodeVersion}) is not installed on this server. Tell support.`,
    },
  };
  const { scope, stepId, visit, attempt } = request;
  await deps.db.runs.beginStep({ workspaceId, runId, scope, stepId, visit, attempt, input: null, at });
  await deps.db.runs.endStep({ workspaceId, runId, scope, stepId, visit, attempt, at, state: 'failed', error });
  return { outcome: 'failed', error };
}

function isSameVisit(one: VisitName, other: VisitName): boolean {
  return one.stepId === other.stepId && one.scope === other.scope && one.visit === other.visit;
}

type VisitName = Pick<ExecuteStepRequest, 'stepId' | 'scope' | 'visit'>;

function callName({ runId, token }: { readonly runId: string; readonly token: string }): string {
  return `${runId}/${token}`;
}

async function heartbeating<T>(call: Promise<T>): Promise<T> {
  const context = Context.current();
  context.heartbeat();
  const beat = setInterval(() => context.heartbeat(), heartbeatEveryMs);
  try {
    return await call;
  } finally {
    clearInterval(beat);
  }
}
