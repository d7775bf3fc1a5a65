import type { AwaitAnswer, ExecuteResult, Plan } from '@noi/flow/run';
import { anAction, anAwait, aPlan, aTrigger, aWait, done, story } from '@noi/flow/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { GroupRun } from './groupTypes.ts';
import { answerWaitsSignal, continueNowSignal, openStepsQuery, stopRunSignal } from './names.ts';
import { createTestHouse, type TestHouse } from './testing/createTestHouse.ts';
import { someRuns } from './testing/someRuns.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await createTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const oneAction = aPlan({ start: aTrigger(), send: anAction() }, ['start.next>send']);
const held: ExecuteResult = { outcome: 'held', key: 'flow:f1', reason: { vi: 'Tạm dừng', en: 'Paused' } };
const token = 'root/send#1@1';
const again: AwaitAnswer = { outcome: 'again' };
/** Holds the first asking of each try. */
const holdFirst = (request: { readonly token: string }) => (request.token === token ? held : done({ sent: true }));
const asked = (runs: readonly GroupRun[]) => runs.flatMap(({ runId }) => house.waiting(runId));

test('what a group waits for is told in one activity; one signal brings all answers, and the rows are closed', async () => {
  const runs = someRuns(20);
  const handle = await house.startGroup(oneAction, { runs }, holdFirst);
  await vi.waitFor(() => expect(asked(runs)).toHaveLength(20), 60_000);
  const ids = new Set(runs.map(({ runId }) => runId));
  expect(house.flushes.filter(({ waits }) => waits?.open.some(({ runId }) => ids.has(runId)))).toHaveLength(1);
  expect(asked(runs)[0]).toMatchObject({ runId: runs[0]?.runId, token, stepId: 'send', kind: 'hold', awaited: { key: 'flow:f1' }, matchKey: null });

  await handle.signal(
    answerWaitsSignal,
    runs.map(({ runId }) => ({ runId, token, answer: again })),
  );
  await handle.result();
  expect(runs.map(({ runId }) => house.outcome(runId))).toEqual(runs.map(() => ({ state: 'done' })));
  expect(asked(runs)).toEqual([]);
});

test('an answer that was there before it was asked for needs no signal', async () => {
  const [run] = someRuns(1);
  if (!run) throw new Error('one run');
  await house.answer({ runId: run.runId, token, answer: again }, { signals: false });
  await (await house.startGroup(oneAction, { runs: [run] }, holdFirst)).result();

  expect(house.outcome(run.runId)).toEqual({ state: 'done' });
  expect(house.records(run.runId).at(-1)?.output).toEqual({ sent: true });
});

test('an answer that nobody waits for is ignored, and closed where its run lives', async () => {
  const [run] = someRuns(1);
  if (!run) throw new Error('one run');
  const handle = await house.startGroup(oneAction, { runs: [run] }, holdFirst);
  await vi.waitFor(() => expect(asked([run])).toHaveLength(1), 60_000);
  const answer: AwaitAnswer = { outcome: 'done', port: 'next', output: {} };
  await handle.signal(answerWaitsSignal, [
    { runId: 'somebody-else', token, answer },
    { runId: run.runId, token: 'root/send#9@9', answer },
  ]);
  await vi.waitFor(() => expect(house.flushes.flatMap(({ waits }) => waits?.close ?? [])).toContainEqual({ runId: run.runId, token: 'root/send#9@9' }), 60_000);
  expect(house.outcome(run.runId)).toBeUndefined();

  await handle.signal(stopRunSignal, { runId: run.runId, by: 'newer' });
  await handle.result();
  expect(house.outcome(run.runId)).toEqual({ state: 'stopped', by: 'newer' });
  expect(asked([run])).toEqual([]);
});

test('a hold that a person ends is closed', async () => {
  const [first, second] = someRuns(2);
  if (!first || !second) throw new Error('two runs');
  const handle = await house.startGroup(oneAction, { runs: [first, second] }, holdFirst);
  await vi.waitFor(() => expect(asked([first, second])).toHaveLength(2), 60_000);
  await handle.signal(continueNowSignal, { runId: first.runId, stepId: 'send', scope: 'root' });
  await handle.signal(continueNowSignal, { runId: second.runId, stepId: 'send', scope: 'elsewhere' });
  await vi.waitFor(() => expect(house.outcome(first.runId)).toEqual({ state: 'done' }), 60_000);

  expect(asked([first, second])).toMatchObject([{ runId: second.runId }]);
  await handle.cancel();
  await handle.result();
});

test('waits go on in a new history, and are asked for again', async () => {
  const [run] = someRuns(1);
  if (!run) throw new Error('one run');
  const handle = await house.startGroup(oneAction, { runs: [run], mostEvents: 12 }, holdFirst);
  await vi.waitFor(() => expect(asked([run])).toHaveLength(1), 60_000);
  const current = () => house.client.workflow.getHandle(handle.workflowId);
  const asks = () => house.flushes.filter(({ waits }) => waits?.open.some(({ runId }) => runId === run.runId));
  await vi.waitFor(async () => {
    // Every signal makes the history longer.
    await current().signal(answerWaitsSignal, []);
    expect(asks().length).toBeGreaterThan(1);
  }, 60_000);

  await house.answer({ runId: run.runId, token, answer: again });
  await current().result();
  expect(house.outcome(run.runId)).toEqual({ state: 'done' });
});

const paid: AwaitAnswer = { outcome: 'done', port: 'next', output: { amount: 5 } };
const awaitsSeconds = aPlan({ start: aTrigger(), paid: anAwait({ timeout: { amount: 3, unit: 'seconds' } }), thank: anAction(), remind: anAction() }, [
  'start.next>paid',
  'paid.next>thank',
  'paid.timeout>remind',
]);

test('an awaited event goes by its port with its payload; without one the time-out counts, and the wait is closed', async () => {
  const [heard, unheard] = someRuns(2);
  if (!heard || !unheard) throw new Error('two runs');
  const handle = await house.startGroup(awaitsSeconds, { runs: [heard, unheard] }, ({ data }) => done({ heard: data.steps.paid ?? null }));
  await house.answer({ runId: heard.runId, token: 'root/paid#1@1', answer: paid });
  await handle.result();

  expect(house.records(heard.runId).at(-1)).toMatchObject({ stepId: 'thank', state: 'done', output: { heard: { amount: 5 } } });
  expect(house.records(unheard.runId).at(-1)).toMatchObject({ stepId: 'remind', state: 'done' });
  expect(asked([heard, unheard])).toEqual([]);
});

test('an answer that was there in time counts, though nobody told of it before the time-out', async () => {
  const [run] = someRuns(1);
  if (!run) throw new Error('one run');
  const handle = await house.startGroup(awaitsSeconds, { runs: [run] });
  await vi.waitFor(() => expect(asked([run])).toHaveLength(1), 60_000);
  await house.answer({ runId: run.runId, token: 'root/paid#1@1', answer: paid }, { signals: false });
  await handle.result();

  expect(house.records(run.runId).at(-1)).toMatchObject({ stepId: 'thank', state: 'done' });
});

function withGoal(plan: Plan): Plan {
  const rule = { combinator: 'and', rules: [{ field: 'event.amount', operator: '>=', value: '{{ trigger.order.total }}' }] } as const;
  return { ...plan, hash: `${plan.hash} goal`, goal: { event: 'payment.received', belongs: 'order', rule: { ...rule, rules: [...rule.rules] } } };
}

test('the goal of a flow is listened for beside its steps and ends the run', async () => {
  const sleeps = withGoal(aPlan({ start: aTrigger(), rest: aWait(3), send: anAction() }, ['start.next>rest', 'rest.next>send']));
  const [bought, sleeping] = someRuns(2, { order: { code: '#100', total: 5 } }).map((run) => ({ ...run, receivedAt: 1_000 }));
  if (!bought || !sleeping) throw new Error('two runs');
  const handle = await house.startGroup(sleeps, { runs: [bought, sleeping] });
  await vi.waitFor(() => expect(asked([bought, sleeping])).toHaveLength(2), 60_000);
  expect(asked([bought])).toEqual([
    {
      ...{ runId: bought.runId, token: 'goal', stepId: 'start', kind: 'goal', matchKey: 'order:100', since: 1_000 },
      awaited: expect.objectContaining({ since: 1_000, rule: { combinator: 'and', rules: [{ field: 'event.amount', operator: '>=', value: 5 }] } }),
    },
  ]);

  await house.answer({ runId: bought.runId, token: 'goal', answer: { outcome: 'done', port: 'next', output: {} } });
  await vi.waitFor(() => expect(house.outcome(bought.runId)).toEqual({ state: 'stopped', by: 'goal' }), 60_000);
  expect(story(house.records(bought.runId)).at(-1)).toBe('rest stopped');
  expect(await handle.query(openStepsQuery)).toMatchObject([{ runId: sleeping.runId }]);
  await handle.cancel();
  await handle.result();
});

test('a flow without waits or goal asks for none', async () => {
  const runs = someRuns(2);
  await (await house.startGroup(oneAction, { runs })).result();
  const ids = new Set(runs.map(({ runId }) => runId));

  expect(house.flushes.filter(({ entries }) => entries.some(({ runId }) => ids.has(runId))).flatMap(({ waits }) => waits ?? [])).toEqual([]);
});

test('a history with waits is replayed to the same commands', async () => {
  const plan = withGoal(oneAction);
  const runs = someRuns(3, { order: { code: '1', total: 1 } });
  const handle = await house.startGroup(plan, { runs }, holdFirst);
  await vi.waitFor(() => expect(asked(runs)).toHaveLength(6), 60_000);
  for (const { runId } of runs) await house.answer({ runId, token, answer: again });
  await handle.result();
  await house.replay(handle, plan);
});
