import { expect, test } from 'vitest';
import { aLiveFlow } from '../../test/aLiveFlow.ts';
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
