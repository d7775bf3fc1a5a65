import { expect, test } from 'vitest';
import { aLiveFlow } from '../../test/aLiveFlow.ts';
import { aRun } from '../../test/aRun.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

/** The draft of a flow that runs another one for each new order. */
async function caller(server: TestServer, shop: Shop, flowId: string): Promise<string> {
  const steps = {
    start: { id: 'start', kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderCreated', nodeVersion: 1, input: {} },
    call: { id: 'call', kind: 'subflow', position: { x: 0, y: 150 }, flowId, input: { code: '{{ trigger.order.code }}' } },
  };
  const edges = [{ id: 'a', from: 'start', port: 'next', to: 'call' }];
  const graph = { schema: 1, steps, edges, settings: { timezone: 'Asia/Ho_Chi_Minh' } };
  return (await server.rest(shop, '/flows', { method: 'POST', body: { name: 'Gọi', graph } })).body.id;
}

test('only a flow that starts when it is called can be called, and its inputs are those of its live version', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const inputs = [{ key: 'code', label: 'Mã đơn', type: 'text', required: true }];
  const byOrder = await aLiveFlow(server, shop, { node: 'core.orderCreated' });
  const byCall = await aLiveFlow(server, shop, { node: 'core.calledByFlow', settings: { inputs } });
  const facts = (await server.query(shop, 'flows.callable')).body.result.data;
  expect(facts.map(({ id, startsByCall }: { id: string; startsByCall: boolean }) => [id, startsByCall]).sort()).toEqual(
    [
      [byOrder, false],
      [byCall, true],
    ].sort(),
  );
  const drawing = (await server.query(shop, 'flows.document', { id: byCall, version: 'live' })).body.result.data;
  expect(drawing.graph.settings.inputs).toEqual(inputs);
  const stranger = await server.shop('mai');
  expect((await server.query(stranger, 'flows.document', { id: byCall, version: 'live' })).status).toBe(404);
  expect(facts.find(({ id }: { id: string }) => id === byCall)).toMatchObject({ inputs });

  const wrong = await server.rest(shop, `/flows/${await caller(server, shop, byOrder)}/publish`, { method: 'POST' });
  expect(wrong.body).toMatchObject({ error: { code: 'flow_invalid', issues: [{ code: 'subflow_starts_otherwise', stepId: 'call', field: 'flowId' }] } });
  const right = await caller(server, shop, byCall);
  // A trial knows of the called flow as well.
  expect((await server.rest(shop, `/flows/${right}/publish`, { method: 'POST' })).status).toBe(200);
  expect((await server.rest(shop, `/flows/${right}/simulate`, { method: 'POST', body: {} })).status).toBe(200);
});

test('a call that a pause holds is told of at the run that calls, and at the flow whose pause it is', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const { db } = server.services;
  const { workspaceId, id: runId, flowId } = await aRun(server, shop);
  const called = await aLiveFlow(server, shop, { node: 'core.calledByFlow' });
  const token = 'root/wait#1@1';
  const awaited = { kind: 'subflow', flowId: called, input: {} } as const;
  const about = async () => (await server.query(shop, 'runs.get', { id: runId })).body.result.data.heldCalls;
  const overdue = async (id: string) => (await server.query(shop, 'flows.overdue', { id })).body.result.data;
  const pauses = async (id: string) => {
    await server.mutate(shop, 'flows.pause', { id });
    await db.waits.open([{ workspaceId, runId, token, flowId, stepId: 'wait', kind: 'subflow', matchKey: null, since: new Date(), until: null, awaited }]);
    await db.calls.settle(10, () => ({ do: 'hold', flowId: id }));
  };
  expect([await about(), (await overdue(called)).held]).toEqual([[], 0]);

  await pauses(called);
  expect(await about()).toEqual([{ token, flowId: called, flowName: 'Gửi khách cũ' }]);
  const { flowName } = (await server.query(shop, 'runs.get', { id: runId })).body.result.data.run;
  const vi = `Được gọi từ quy trình “${flowName}”`;
  expect(await overdue(called)).toMatchObject({ held: 1, byStep: [{ flowId, stepId: 'wait', title: { vi }, count: 1 }] });
  expect((await server.mutate(shop, 'flows.resume', { id: called, held: 'now' })).body.result.data).toMatchObject({ held: 1 });
  expect(await about()).toEqual([]);

  await db.waits.close([{ workspaceId, runId, token }]);
  await pauses(flowId);
  expect(await overdue(flowId)).toMatchObject({ held: 1, byStep: [{ flowId, title: { vi: 'Đợi 3 ngày' } }] });
});
