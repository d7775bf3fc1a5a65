import type { FlowGraph } from '@noi/flow';
import { expect, test } from 'vitest';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

/** A live flow whose draft waits for one day instead of three. */
async function aChangedFlow(server: TestServer, shop: Shop) {
  const { id } = (await server.mutate(shop, 'flows.create', {})).body.result.data as { id: string };
  const graph = (days: number): FlowGraph => ({
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      start: { id: 'start', kind: 'trigger', position: { x: 0, y: 0 }, node: 'core.orderDelivered', nodeVersion: 1, input: {} },
      later: { id: 'later', kind: 'wait', position: { x: 0, y: 120 }, wait: { type: 'duration', amount: days, unit: 'days' } },
    },
    edges: [{ id: 'e', from: 'start', port: 'next', to: 'later' }],
  });
  await server.rest(shop, `/flows/${id}`, { method: 'PUT', body: { graph: graph(3) } });
  const published = await server.mutate(shop, 'flows.publish', { id });
  expect(published.status).toBe(200);
  await server.rest(shop, `/flows/${id}`, { method: 'PUT', body: { graph: graph(1) } });
  const get = async () =>
    (await server.query(shop, 'flows.get', { id })).body.result.data as { graph: FlowGraph; revision: number; edits: { inverse: unknown }[] };
  return { id, versionId: published.body.result.data.version as string, get, graph };
}

test('the draft is compared with what runs, in words; a version gets a name and comes back as one edit that can be undone', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const { id, versionId, get, graph } = await aChangedFlow(server, shop);

  const compared = await server.query(shop, 'flows.compare', { id, from: 'live', to: 'draft' });
  expect(compared.body.result.data).toMatchObject({
    steps: [{ stepId: 'later', kind: 'changed', fields: [{ path: 'wait', from: { vi: 'Đợi 3 ngày' }, to: { vi: 'Đợi 1 ngày' } }] }],
    wires: [],
    settings: [],
  });

  expect((await server.mutate(shop, 'flows.nameVersion', { id, versionId, name: ' Bản đầu ' })).status).toBe(200);
  expect((await server.query(shop, 'flows.versions', { id })).body.result.data).toMatchObject([{ id: versionId, number: 1, name: 'Bản đầu' }]);

  const before = await get();
  const restored = await server.mutate(shop, 'flows.restore', { id, versionId, revision: before.revision });
  expect(restored.body.result.data).toEqual({ revision: before.revision + 1 });
  expect((await get()).graph).toEqual(graph(3));
  const undo = { clientKey: 'undo', kind: 'undo', of: before.revision + 1, command: (await get()).edits.at(-1)?.inverse };
  await server.mutate(shop, 'flows.applyEdits', { id, baseRevision: before.revision + 1, edits: [undo] });
  expect((await get()).graph).toEqual(graph(1));
});

test('versions of another flow, or of another shop, are not to be had', async () => {
  await using server = await aServer();
  const [mine, theirs] = [await server.shop('lan'), await server.shop('mai')];
  const flow = await aChangedFlow(server, mine);
  const other = await aChangedFlow(server, mine);
  const answers = await Promise.all([
    server.query(mine, 'flows.compare', { id: flow.id, from: other.versionId, to: 'draft' }),
    server.query(theirs, 'flows.compare', { id: flow.id, from: 'live', to: 'draft' }),
    server.mutate(mine, 'flows.restore', { id: flow.id, versionId: other.versionId }),
    server.mutate(theirs, 'flows.nameVersion', { id: flow.id, versionId: flow.versionId, name: 'x' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});
