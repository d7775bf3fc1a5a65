import { expect, test } from 'vitest';
import { aLiveFlow } from '../../test/aLiveFlow.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

const inputs = [
  { key: 'sdt', label: 'SĐT khách', type: 'phone', required: true },
  { key: 'tien', label: 'Số tiền', type: 'money', required: false },
];
const manual = (server: TestServer, shop: Shop, settings: object = {}) => aLiveFlow(server, shop, { node: 'core.startedByHand', settings });

test('a person fills in what the live version asks for, and the run gets it clean', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const id = await manual(server, shop, { inputs });
  expect((await server.query(shop, 'flows.startForm', { id })).body.result.data).toEqual({ fields: inputs });

  const started = await server.mutate(shop, 'flows.startByHand', { id, note: 'Khách gọi', input: { sdt: '0912 345 678', tien: '', other: 1 } });
  const event = await server.db.events.get({ workspaceId: shop.workspaceId, id: started.body.result.data.eventId });
  expect(event).toMatchObject({ type: 'flow.started_by_hand', source: 'noi' });
  expect(event?.payload).toEqual({ flowId: id, startedBy: 'lan', note: 'Khách gọi', input: { sdt: '+84912345678' } });
});

test('data that do not fit are refused at their fields, and nothing starts', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const id = await manual(server, shop, { inputs });
  const refused = await server.mutate(shop, 'flows.startByHand', { id, input: { sdt: '12', tien: '1.5' } });
  expect(refused).toMatchObject({ status: 400, body: { error: { data: { appCode: 'invalid_request' } } } });
  const { faults } = refused.body.error.data.details as { faults: { field: string }[] };
  expect(faults.map(({ field }) => field)).toEqual(['sdt', 'tien']);

  const byKey = await server.rest(shop, `/flows/${id}/start`, { method: 'POST', body: {} });
  expect(byKey).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_request', faults: [{ field: 'sdt', message: { vi: 'Chưa điền “SĐT khách”.' } }] } },
  });
  expect(await server.db.events.list({ workspaceId: shop.workspaceId, limit: 10 })).toEqual([]);
});

test('each press is an event of its own; the form is the live version’s, not the draft’s', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const id = await manual(server, shop);
  const { revision } = (await server.query(shop, 'flows.get', { id })).body.result.data;
  const ask = { clientKey: 'ask', kind: 'do', command: { type: 'settings.change', settings: { timezone: 'Asia/Ho_Chi_Minh', inputs } } };
  expect((await server.mutate(shop, 'flows.applyEdits', { id, baseRevision: revision, edits: [ask] })).status).toBe(200);
  expect((await server.query(shop, 'flows.startForm', { id })).body.result.data).toEqual({ fields: [] });

  for (const _press of [1, 2]) expect((await server.rest(shop, `/flows/${id}/start`, { method: 'POST', body: {} })).status).toBe(200);
  expect(await server.db.events.list({ workspaceId: shop.workspaceId, limit: 10 })).toHaveLength(2);
});

test('a draft, a paused flow and another shop’s flow start nothing', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const draft = (await server.mutate(lan, 'flows.create', {})).body.result.data.id as string;
  expect((await server.mutate(lan, 'flows.startByHand', { id: draft })).body.error.data.appCode).toBe('flow_not_live');
  const id = await manual(server, lan);
  expect((await server.mutate(hoa, 'flows.startByHand', { id })).body.error.data.appCode).toBe('not_found');
  expect((await server.query(hoa, 'flows.startForm', { id })).body.error.data.appCode).toBe('not_found');
  await server.mutate(lan, 'flows.pause', { id });
  expect((await server.mutate(lan, 'flows.startByHand', { id })).body.error.data.appCode).toBe('flow_not_live');
});
