import type { ExecuteResult, StepError } from '@noi/flow';
import { noTracing } from '@noi/telemetry';
import type { ExecuteStepRequest } from '@noi/temporal-workflows';
import type { ActivityDeps } from '../ActivityDeps.ts';
import { countLogic } from '../countLogic.ts';
import type { Patience } from '../Patience.ts';
import { persist } from '../persist.ts';
import { StepTrace } from './StepTrace.ts';
import { StepVisit, type VisitRequest } from './StepVisit.ts';

/** Takes one try of a step: what the run has to tell goes in first or beside, then the step's own rows and its call. */
export async function takeStep(deps: ActivityDeps, request: ExecuteStepRequest, patience?: Patience): Promise<ExecuteResult> {
  const { workspaceId, runId, planHash, stepId } = request;
  const plan = await deps.plans.get({ workspaceId, hash: planHash });
  // That this step runs is told by its own beginning, which also says who began; it ends a delay of the same try, too.
  const records = request.records.filter((record) => !((record.state === 'running' || record.state === 'waiting') && isSameVisit(record, request)));
  // Rows of other steps: they may land beside this step's own.
  const told = records.length > 0 ? persist(() => deps.db.runs.record({ workspaceId, runId, records, at: deps.now() }), deps.logger) : null;

  const step = plan.steps[stepId];
  const action = step?.kind === 'action' ? deps.catalog.actionDefinition(step.node, step.nodeVersion) : undefined;
  const taken = step?.kind === 'action' && action ? visit({ deps, request, plan, step, action, patience }) : failUnknown(deps, request);
  const [result] = await Promise.all([taken, told]);
  await countLogic(deps, request, records);
  return result;
}

async function visit(visited: Omit<VisitRequest, 'trace'>): Promise<ExecuteResult> {
  const { deps, request, step } = visited;
  const trace = new StepTrace(deps.tracing ?? noTracing, request, step.node);
  try {
    const result = await new StepVisit({ ...visited, trace }).take();
    trace.end(result);
    return result;
  } catch (error) {
    trace.broken();
    throw error;
  }
}

const notInstalled: StepError = {
  kind: 'bug',
  text: {
    vi: 'Máy chủ này không còn cài loại bước mà quy trình dùng. Hãy gửi mã lượt chạy cho bộ phận hỗ trợ.',
    en: 'This server no longer has the kind of step that the flow uses. Send the run id to support.',
  },
  repeatable: false,
};

async function failUnknown(
  { db, now }: ActivityDeps,
  { workspaceId, flowId, runId, scope, stepId, visit, attempt }: ExecuteStepRequest,
): Promise<ExecuteResult> {
  const key = { workspaceId, runId, scope, stepId, visit, attempt, at: now() };
  await db.runs.beginStep({ ...key, flowId, input: null });
  await db.runs.endStep({ ...key, state: 'failed', error: notInstalled });
  return { outcome: 'failed', error: notInstalled };
}

type VisitName = Pick<ExecuteStepRequest, 'stepId' | 'scope' | 'visit'>;

function isSameVisit(one: VisitName, other: VisitName): boolean {
  return one.stepId === other.stepId && one.scope === other.scope && one.visit === other.visit;
}
