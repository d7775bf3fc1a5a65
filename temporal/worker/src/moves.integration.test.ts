import { readRows } from '@noi/db/testing/rows';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal, leaveGroupSignal, openStepsQuery } from '@noi/temporal-workflows';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aMovingHouse, later, send } from './testing/aMovingHouse.ts';
import type { StepWithoutPlace } from './testing/flows.ts';
import type { TestHost } from './testing/startTestHost.ts';
import { until } from './testing/until.ts';

let temporal: TestTemporal;
let house: Awaited<ReturnType<typeof aMovingHouse>>;
let host: TestHost;

beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
  house = await aMovingHouse(temporal.address);
  host = await house.worker();
});
afterAll(async () => {
  await host?.[Symbol.asyncDispose]();
  await house?.[Symbol.asyncDispose]();
  await temporal?.[Symbol.asyncDispose]();
});

const inThreeDays = [send('first'), later(3, 'days'), send('second')];
const atOnce = [send('first'), later(1, 'seconds'), send('second', 'sooner')];

test('twenty who wait are moved to a shorter wait: it is over at once, each goes on with the new plan and gets each message once', async () => {
  const codes = Array.from({ length: 20 }, (_, at) => `M${at}`);
  const flow = await house.waitingRuns(codes, inThreeDays);
  await flow.publish(atOnce, 'move');
  for (const code of codes) {
    expect(await flow.ended(code), host.log.join('\n')).toMatchObject({ state: 'done', version: 2 });
    expect(flow.texts(code)).toEqual([`first ${code}`, `sooner ${code}`]);
  }
  await flow.through();
  expect(await flow.progress()).toMatchObject({ total: 20, done: 20 });
});

test('those for whom nothing was chosen stay on their version to their end', async () => {
  const flow = await house.waitingRuns(['K1'], inThreeDays);
  await flow.publish(atOnce);
  const run = await flow.runOf('K1');
  expect(run).toMatchObject({ state: 'waiting', version: 1, waiting: { stepId: 'later' } });
  await host.host.client.workflow.getHandle(run?.workflowId ?? '').signal(continueNowSignal, { runId: run?.id ?? '', stepId: 'later' });
  expect(await flow.ended('K1')).toMatchObject({ state: 'done', version: 1 });
  expect(flow.texts('K1')).toEqual(['first K1', 'second K1']);
});

test('who waits at a step that is gone goes on behind it; the step counts as stopped', async () => {
  const flow = await house.waitingRuns(['R1'], inThreeDays);
  await flow.publish([send('first'), send('second'), send('third')], 'move');
  const run = await flow.ended('R1');
  expect(run).toMatchObject({ state: 'done', version: 2 });
  expect(flow.texts('R1')).toEqual(['first R1', 'second R1', 'third R1']);
  const rows = await house.db.runs.stepRuns({ workspaceId: flow.workspaceId, runId: run.id });
  expect(rows.map(({ stepId, state }) => `${stepId} ${state}`).sort()).toEqual(['first done', 'later stopped', 'second done', 'third done', 'trigger done']);
});

const forOrder = (amount: number): StepWithoutPlace => ({
  id: 'later',
  kind: 'waitForEvent',
  node: 'probe.orderCreated',
  nodeVersion: 1,
  belongs: 'customer',
  rule: { combinator: 'and', rules: [{ field: 'event.order.total', operator: '>=', value: amount }] },
});

test('who waits for an event listens by the words of the new version', async () => {
  const flow = await house.waitingRuns(['E1'], [send('first'), forOrder(900_000), send('second')]);
  await flow.publish([send('first'), forOrder(100_000), send('second')], 'move');
  await flow.through();
  await flow.order('E2');
  expect(await flow.ended('E1')).toMatchObject({ state: 'done', version: 2 });
  expect(flow.texts('E1')).toEqual(['first E1', 'second E1']);
});

test('those who are to end are stopped, send nothing more and wait for nothing more', async () => {
  const flow = await house.waitingRuns(['C1', 'C2'], [send('first'), forOrder(900_000), send('second')]);
  const wait = { workspaceId: flow.workspaceId, runId: (await flow.runOf('C1'))?.id ?? '', token: 'root/later#1@1' };
  expect(await house.db.waits.get(wait)).toMatchObject({ kind: 'event', closedAt: null });
  await flow.publish(atOnce, 'cancel');
  for (const code of ['C1', 'C2']) {
    expect(await flow.ended(code)).toMatchObject({ state: 'stopped', version: 1 });
    expect(flow.texts(code)).toEqual([`first ${code}`]);
  }
  expect((await house.db.waits.get(wait))?.closedAt).toBeInstanceOf(Date);
  await flow.through();
});

const inAnHour = () => new Date(Date.now() + 3_600_000);
const begin = (flowId: string) => readRows(house.databaseUrl, `update move_batch set starts_at = now() where flow_id = '${flowId}'`);

test('who has gone on to another step by the time that those at the former one are to end goes on with the version that it has', async () => {
  const rest: StepWithoutPlace = { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } };
  const flow = await house.waitingRuns(['G1', 'G2'], [send('first'), later(3, 'days'), rest, send('second')]);
  await flow.publish(atOnce, 'cancel', inAnHour());
  const run = await flow.runOf('G1');
  const goOn = (stepId: string) => host.host.client.workflow.getHandle(run?.workflowId ?? '').signal(continueNowSignal, { runId: run?.id ?? '', stepId });
  await goOn('later');
  await until(async () => (await flow.runOf('G1'))?.waiting?.stepId === 'rest', { what: 'G1 to go on' });
  await begin(flow.flowId);
  await flow.through();
  expect(await flow.ended('G2')).toMatchObject({ state: 'stopped', version: 1 });
  expect(await flow.progress()).toMatchObject({ total: 2, done: 2, kept: 1 });
  await goOn('rest');
  expect(await flow.ended('G1')).toMatchObject({ state: 'done', version: 1 });
  expect(flow.texts('G1')).toEqual(['first G1', 'second G1']);
});

test('a host that follows an earlier publish only now keeps its run until the later one begins', async () => {
  const flow = await house.waitingRuns(['L1', 'L2'], inThreeDays);
  await flow.publish(atOnce, 'move', inAnHour());
  for (const code of ['L1', 'L2']) {
    const run = await flow.runOf(code);
    const handle = host.host.client.workflow.getHandle(run?.workflowId ?? '');
    await handle.signal(leaveGroupSignal, { runIds: [run?.id ?? ''] });
    await handle.query(openStepsQuery);
    expect(await flow.runOf(code)).toMatchObject({ state: 'waiting', version: 1 });
    // Taken back, it hears what comes.
    if (code === 'L1') await handle.signal(continueNowSignal, { runId: run?.id ?? '', stepId: 'later' });
  }
  expect(await flow.ended('L1')).toMatchObject({ state: 'done', version: 1 });
  await begin(flow.flowId);
  expect(await flow.ended('L2')).toMatchObject({ state: 'done', version: 2 });
  expect([flow.texts('L1'), flow.texts('L2')]).toEqual([
    ['first L1', 'second L1'],
    ['first L2', 'sooner L2'],
  ]);
  await flow.through();
  expect(await flow.progress()).toMatchObject({ total: 2, done: 2, kept: 1 });
});

test('called off before it starts, nothing of it happens; afterwards it cannot be called off', async () => {
  const flow = await house.waitingRuns(['U1'], inThreeDays);
  const { workspaceId } = flow;
  const inTwo = new Date(Date.now() + 7_200_000);
  await flow.publish(atOnce, 'move', inAnHour());
  const planned = await flow.progress();
  expect(planned).toMatchObject({ state: 'planned', total: 1, done: 0 });
  expect(await house.db.moves.cancel({ workspaceId, id: planned?.id ?? '', at: new Date() })).toBe(true);
  await house.db.moves.settle(inTwo);
  expect(await house.db.moves.claim({ at: inTwo, askedBefore: new Date(), limit: 10 })).toEqual([]);
  expect(await flow.runOf('U1')).toMatchObject({ state: 'waiting', version: 1 });

  await flow.publish([send('first'), later(1, 'seconds'), send('second', 'third time')], 'move');
  const begun = await flow.progress();
  expect(await house.db.moves.cancel({ workspaceId, id: begun?.id ?? '', at: new Date() })).toBe(false);
  expect(await flow.ended('U1')).toMatchObject({ state: 'done', version: 3 });
  expect(flow.texts('U1')).toEqual(['first U1', 'third time U1']);
});
