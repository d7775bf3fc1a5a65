import { randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import type { Db, RunRow } from '@noi/db';
import { createTestDatabase } from '@noi/db/testing';
import type { FlowGraph, FlowSettings } from '@noi/flow';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chain, publishVersion, type StepWithoutPlace } from '../testing/flows.ts';
import { createProbePackage } from '../testing/probePackage.ts';
import { runDoomed } from '../testing/runDoomed.ts';
import { ScriptedProvider } from '../testing/ScriptedProvider.ts';
import { startTestHost } from '../testing/startTestHost.ts';
import { until } from '../testing/until.ts';
import type { CallPoint } from './CallPoint.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

const workspaceId = 'shop';
const by = (id: string, node: string): StepWithoutPlace => ({ id, kind: 'trigger', node, nodeVersion: 1, input: {} });
const withSettings = (graph: FlowGraph, settings: Partial<FlowSettings>): FlowGraph => ({ ...graph, settings: { ...graph.settings, ...settings } });
const text = (value: string) => ({ key: 'text', value });
const call = (flowId: string, input: Record<string, string> = { name: '{{ trigger.note | default: "ai đó" }}' }): FlowGraph =>
  chain(
    by('start', 'probe.started'),
    { id: 'call', kind: 'subflow', flowId, input },
    { id: 'after', kind: 'set', fields: [text('{{ steps.call.greeting | default: "không" }}')] },
  );
const note: StepWithoutPlace = { id: 'note', kind: 'set', fields: [text('xong')] };
const greeting: Partial<FlowSettings> = {
  inputs: [{ key: 'name', label: 'Tên', type: 'text', required: true }],
  outputs: [{ key: 'greeting', label: 'Lời chào', value: 'Chào {{ trigger.input.name }}' }],
};
const greet = (...steps: readonly StepWithoutPlace[]) => withSettings(chain(by('called', 'probe.called'), ...(steps.length > 0 ? steps : [note])), greeting);
const wait: StepWithoutPlace = { id: 'rest', kind: 'wait', wait: { type: 'duration', amount: 3, unit: 'days' } };

async function openShop() {
  const [database, provider] = await Promise.all([createTestDatabase(), ScriptedProvider.start()]);
  const { db, url: databaseUrl } = database;
  const servers = { databaseUrl, temporalAddress: temporal.address, taskQueue: `calls-${randomUUID()}` };
  const catalog = createCatalog([createProbePackage({ providerUrl: provider.url })]);
  const worker = () => startTestHost({ ...servers, probe: { providerUrl: provider.url } });
  const runsOf = (flowId: string) => db.runs.list({ workspaceId, flowId, limit: 50 });

  return {
    db,
    worker,
    runsOf,
    killAt: (killAtPoint: CallPoint) => runDoomed({ ...servers, providerUrl: provider.url, killAtPoint }),
    async publish(graph: FlowGraph) {
      const { id: flowId } = await db.flows.create({ workspaceId, name: 'Chào khách', graph });
      await publishVersion({ db, catalog, workspaceId, flowId, graph });
      return flowId;
    },
    press: (flowId: string, note = 'Lan') =>
      db.events.store([
        {
          ...{ workspaceId, source: 'noi', connectionId: null },
          event: { type: 'flow.started_by_hand', externalId: randomUUID(), occurredAt: new Date().toISOString(), payload: { flowId, note } },
        },
      ]),
    runIs: (flowId: string, state: RunRow['state']) =>
      until(async () => (await runsOf(flowId)).find((run) => run.state === state), { what: `a run of ${flowId} to be ${state}` }),
    step: async (runId: string, stepId: string) => (await db.runs.stepRuns({ workspaceId, runId })).find((step) => step.stepId === stepId),
    async [Symbol.asyncDispose]() {
      await provider[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Nothing is left for a worker to do, and nobody waits. */
async function isSettled(db: Db, runId: string) {
  const { children } = await db.calls.around({ workspaceId, runId });
  return Promise.all(children.map(async ({ token }) => (await db.waits.get({ workspaceId, runId, token }))?.closedAt !== null));
}

test('a called flow gets its input, gives its output back, and each run knows of the other', async () => {
  await using shop = await openShop();
  const greeter = await shop.publish(greet());
  const caller = await shop.publish(call(greeter));
  await using _ = await shop.worker();
  await shop.press(caller);

  const parent = await shop.runIs(caller, 'done');
  const [child] = await shop.runsOf(greeter);
  expect((await shop.step(parent.id, 'call'))?.output).toEqual({ greeting: 'Chào Lan' });
  expect((await shop.step(parent.id, 'after'))?.output).toEqual({ text: 'Chào Lan' });
  expect(await shop.db.calls.around({ workspaceId, runId: parent.id })).toMatchObject({
    parent: null,
    children: [{ runId: child?.id, stepId: 'call', state: 'done' }],
  });
  expect(await shop.db.calls.around({ workspaceId, runId: child?.id ?? '' })).toMatchObject({ parent: { runId: parent.id }, children: [] });
  expect(await isSettled(shop.db, parent.id)).toEqual([true]);
});

test('what ends the called run badly fails the step, in words that name it', async () => {
  await using shop = await openShop();
  const broken = await shop.publish(greet({ id: 'end', kind: 'fail', reason: 'Hết hàng' }));
  const callers = await Promise.all([call(broken), call(broken, {})].map((graph) => shop.publish(graph)));
  await using _ = await shop.worker();
  for (const flowId of callers) await shop.press(flowId);

  const errors = await Promise.all(callers.map(async (flowId) => (await shop.runIs(flowId, 'failed')).error?.text.vi));
  expect(errors).toEqual([expect.stringMatching(/“Chào khách” bị lỗi: .*Hết hàng/), expect.stringContaining('Chưa điền “Tên”')]);
});

test.each([
  ['now', 'done', 'Chào Lan'],
  ['skip', 'done', 'không'],
  ['spread', 'done', 'Chào Lan'],
] as const)('a pause of either flow holds the call, which begins when both are resumed: %s', async (held, state, told) => {
  await using shop = await openShop();
  const greeter = await shop.publish(greet());
  const caller = await shop.publish(call(greeter));
  const key = (id: string) => ({ workspaceId, id });
  for (const id of [greeter, caller]) await shop.db.flows.setStatus(key(id), 'paused');
  const resume = (id: string, choice: typeof held) =>
    shop.db.flows.resume(key(id), { held: choice, ...(choice === 'spread' && { spreadMs: 1 }), events: 'start', now: new Date() });
  const heldBy = (id: string) => shop.db.waits.heldSteps({ workspaceId, holdKey: `flow:${id}` });
  await using _ = await shop.worker();
  await shop.press(caller);
  await until(async () => ((await shop.db.flows.pause(key(caller)))?.eventsMissed ?? 0) === 1);
  await resume(caller, 'now');

  const parent = await shop.runIs(caller, 'waiting');
  const question = { flowId: caller, flowName: 'Chào khách', stepId: 'call', count: 1 };
  await until(async () => (await heldBy(greeter)).length === 1);
  expect(await heldBy(greeter)).toMatchObject([question]);
  expect((await shop.db.calls.around({ workspaceId, runId: parent.id })).held).toMatchObject([{ stepId: 'call', flowId: greeter }]);

  // The flow that calls is paused as well; when the called one is resumed, the call is held on its behalf.
  await shop.db.flows.setStatus(key(caller), 'paused');
  await resume(greeter, 'now');
  await until(async () => (await heldBy(caller)).length === 1);
  expect(await heldBy(caller)).toMatchObject([question]);
  expect(await heldBy(greeter)).toEqual([]);
  expect(await shop.runsOf(greeter)).toEqual([]);

  await resume(caller, held);
  const { id: runId } = await shop.runIs(caller, state);
  expect((await shop.step(runId, 'after'))?.output).toEqual({ text: told });
  expect(await shop.runsOf(greeter)).toHaveLength(held === 'skip' ? 0 : 1);
  expect(await heldBy(caller)).toEqual([]);
});

test('a call that a pause holds goes with the run that is stopped, and fails in words once the called flow is removed', async () => {
  await using shop = await openShop();
  const greeter = await shop.publish(greet());
  const caller = await shop.publish(call(greeter));
  await shop.db.flows.setStatus({ workspaceId, id: greeter }, 'paused');
  await using worker = await shop.worker();
  await shop.press(caller, 'Lan');
  await shop.press(caller, 'Minh');
  const held = () => shop.db.waits.countHeld({ workspaceId, holdKey: `flow:${greeter}` });
  await until(async () => (await held()) === 2);

  const [stopped] = await shop.runsOf(caller);
  await worker.host.client.workflow.getHandle(stopped?.workflowId ?? '').signal('stopRun', { runId: stopped?.id ?? '' });
  await shop.runIs(caller, 'stopped');
  await until(async () => (await held()) === 1);
  await shop.db.flows.remove({ workspaceId, id: greeter });
  expect((await shop.runIs(caller, 'failed')).error?.text.vi).toContain('đã bị xoá');
  expect(await shop.runsOf(greeter)).toEqual([]);
});

test('a flow that calls itself through another is let go ten levels deep and no further', async () => {
  await using shop = await openShop();
  const open = chain(by('called', 'probe.called'), note);
  const one = await shop.publish(open);
  const loop = (flowId: string) => chain(by('called', 'probe.called'), { id: 'call', kind: 'subflow', flowId, input: {} });
  const other = await shop.publish(loop(one));
  const caller = await shop.publish(call(one, {}));
  await using worker = await shop.worker();
  await publishVersion({ db: shop.db, catalog: worker.catalog, workspaceId, flowId: one, graph: loop(other) });
  await shop.press(caller);

  expect((await shop.runIs(caller, 'failed')).error?.text.vi).toContain('quá 10 tầng');
  expect([...(await shop.runsOf(one)), ...(await shop.runsOf(other))]).toHaveLength(9);
});

test('a run that is stopped takes the runs that it called with it', async () => {
  await using shop = await openShop();
  const sleeper = await shop.publish(greet(wait));
  const caller = await shop.publish(call(sleeper));
  await using worker = await shop.worker();
  await shop.press(caller);
  await shop.runIs(sleeper, 'waiting');
  const parent = await shop.runIs(caller, 'waiting');
  await worker.host.client.workflow.getHandle(parent.workflowId).signal('stopRun', { runId: parent.id });

  await shop.runIs(caller, 'stopped');
  await shop.runIs(sleeper, 'stopped');
});

test('a worker killed between recording a call and starting it, or before it ends one that nobody waits for, does so after a restart', {
  timeout: 300_000,
}, async () => {
  await using shop = await openShop();
  const sleeper = await shop.publish(greet(wait));
  const greeter = await shop.publish(greet());
  const [calling, stopping] = [await shop.publish(call(greeter)), await shop.publish(call(sleeper))];

  await shop.press(calling);
  expect(await shop.killAt('called')).toBe('SIGKILL');
  {
    await using _ = await shop.worker();
    await shop.runIs(calling, 'done');
    await shop.press(stopping);
    await shop.runIs(sleeper, 'waiting');
  }
  const parent = await shop.runIs(stopping, 'waiting');
  const connection = await Connection.connect({ address: temporal.address });
  await new Client({ connection }).workflow.getHandle(parent.workflowId).signal('stopRun', { runId: parent.id });
  await connection.close();
  expect(await shop.killAt('stopping')).toBe('SIGKILL');
  await using _ = await shop.worker();
  await shop.runIs(stopping, 'stopped');
  await shop.runIs(sleeper, 'stopped');
  expect([...(await shop.runsOf(greeter)), ...(await shop.runsOf(sleeper))]).toHaveLength(2);
});
