import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { GroupHabits } from '../../groupHabits.ts';
import { continueNowSignal, stopRunSignal } from '../../names.ts';
import type { TestHouse } from '../createTestHouse.ts';
import type { GoldenHistory } from './GoldenHistory.ts';
import type { Scenario } from './scenarios.ts';

interface Recording {
  readonly name: string;
  readonly scenario: Scenario;
  readonly habits: GroupHabits;
}

/** Walks the scenario on the real server and returns what it left there. Throws when a run does not end as it should: a history of something else is worth nothing. */
export async function recordScenario(house: TestHouse, { name, scenario, habits }: Recording): Promise<GoldenHistory> {
  const { triggers, behave, comes = {}, ended = [], stoppedAt, mostEvents, end } = scenario;
  const plan = { ...scenario.plan, hash: `golden-${name}` };
  const runs = triggers.map((trigger, at) => ({ runId: `${name}-${at}`, eventId: `event-${at}`, trigger }));
  const isMine = (runId: string) => runs.some((run) => run.runId === runId);
  // A run that has ended meanwhile needs no signal.
  const late = () => {};
  const handle = () => house.client.workflow.getHandle(house.workflowIdOf(runs));

  house.onWait(({ runId, stepId, token }) => {
    const answer = comes[stepId];
    if (isMine(runId) && answer !== undefined) house.answer({ runId, token, answer }).catch(late);
  });
  house.onLine((runId, { stepId, scope, state }) => {
    if (!isMine(runId) || (state !== 'waiting' && state !== 'retrying')) return;
    if (ended.includes(stepId)) handle().signal(continueNowSignal, { runId, stepId, scope }).catch(late);
    if (stepId === stoppedAt) handle().signal(stopRunSignal, { runId }).catch(late);
  });

  const started = await house.startGroup(
    plan,
    { runs, habits, ...(mostEvents === undefined ? {} : { mostEvents }) },
    behave === undefined ? undefined : (request, place) => behave(request, { ...place, hostQueue: house.hostQueue }),
  );
  await started.result();
  for (const { runId } of runs) {
    const outcome = house.outcome(runId);
    if (outcome?.state !== end) throw new Error(`${name}: the run ended as ${JSON.stringify(outcome)}, not ${end}`);
  }
  const histories = await livesOf(house, started);
  if (mostEvents !== undefined && histories.length < 2) throw new Error(`${name}: the group did not continue as new`);
  return { plan, workflowId: `group-${name}`, histories };
}

async function livesOf(house: TestHouse, { workflowId }: WorkflowHandle): Promise<unknown[]> {
  const lives: unknown[] = [];
  const { raw } = await house.client.workflow.getHandle(workflowId).describe();
  for (let runId = raw.workflowExecutionInfo?.firstRunId ?? undefined; runId; ) {
    const history = await house.client.workflow.getHandle(workflowId, runId).fetchHistory();
    lives.push(JSON.parse(historyToJSON(history), withoutTraces));
    const ending = history.events?.at(-1);
    runId = ending?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return lives;
}

/** Names of machines and places in their files are of no use to a replay. */
function withoutTraces(key: string, value: unknown): unknown {
  if (key === 'identity' || key === 'stackTrace') return '';
  return value;
}
