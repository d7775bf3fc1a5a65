import type { FlowGraph } from '@noi/flow';
import { expect, test } from 'vitest';
import { aDeliveredOrder } from '../../test/aDeliveredOrder.ts';
import { anOrder } from '../../test/anOrder.ts';
import { aReviewFlow } from '../../test/aReviewFlow.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

const step = (id: string, y: number) => ({
  id,
  kind: 'wait' as const,
  position: { x: 0, y },
  wait: { type: 'duration' as const, amount: 1, unit: 'days' as const },
});
const add = (id: string, clientKey = `add-${id}`) => ({ clientKey, kind: 'do' as const, command: { type: 'step.add' as const, step: step(id, 0) } });

async function aFlow(server: TestServer, shop: Shop, input: object = {}) {
  const { id } = (await server.mutate(shop, 'flows.create', input)).body.result.data as { id: string };
  return {
    id,
    get: async () => (await server.query(shop, 'flows.get', { id })).body.result.data as { graph: FlowGraph; revision: number; edits: unknown[] },
    apply: (baseRevision: number, edits: readonly object[]) => server.mutate(shop, 'flows.applyEdits', { id, baseRevision, edits }),
  };
}

async function withZalo(server: TestServer, shop: Shop): Promise<string> {
  const values = { appId: '1', appSecret: 'app-secret', accessToken: 'access-token', refreshToken: 'refresh-token' };
  return (await server.mutate(shop, 'connections.create', { type: 'zalo.oa', name: 'OA', mode: 'live', values })).body.result.data.id;
}

test('edits are stored one revision each, with their inverses', async () => {
  await using server = await aServer();
  const flow = await aFlow(server, await server.shop('lan'));
  expect((await flow.apply(0, [add('a'), add('b')])).body.result.data).toEqual({ revision: 2 });
  const stored = await flow.get();
  expect(Object.keys(stored.graph.steps)).toEqual(['a', 'b']);
  expect(stored.edits).toMatchObject([
    { revision: 1, command: { type: 'step.add' }, inverse: { type: 'step.remove', id: 'a' }, kind: 'do', of: null },
    { revision: 2, inverse: { type: 'step.remove', id: 'b' } },
  ]);
});

test('sending the same edits again changes nothing, also when only some of them had arrived', async () => {
  await using server = await aServer();
  const flow = await aFlow(server, await server.shop('lan'));
  await flow.apply(0, [add('a')]);
  expect((await flow.apply(0, [add('a')])).body.result.data).toEqual({ revision: 1 });
  expect((await flow.apply(0, [add('a'), add('b')])).body.result.data).toEqual({ revision: 2 });
  expect(Object.keys((await flow.get()).graph.steps)).toEqual(['a', 'b']);
});

test('edits made on an older draft are refused with the present revision', async () => {
  await using server = await aServer();
  const flow = await aFlow(server, await server.shop('lan'));
  await flow.apply(0, [add('a')]);
  expect(await flow.apply(0, [add('b')])).toMatchObject({ status: 409, body: { error: { data: { appCode: 'revision_conflict', details: { revision: 1 } } } } });
});

test('of two people who edit at once one wins and the other is told', async () => {
  await using server = await aServer();
  const flow = await aFlow(server, await server.shop('lan'));
  const answers = await Promise.all([flow.apply(0, [add('a')]), flow.apply(0, [add('b')])]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await flow.get()).revision).toBe(1);
});

test('an illegal command stops the whole batch and says why', async () => {
  await using server = await aServer();
  const flow = await aFlow(server, await server.shop('lan'));
  const answer = await flow.apply(0, [add('a'), add('a', 'again')]);
  expect(answer).toMatchObject({ status: 422, body: { error: { data: { appCode: 'command_rejected', details: { reason: { vi: expect.any(String) } } } } } });
  expect((await flow.get()).revision).toBe(0);
});

test('a whole document is put in place as one edit, and its inverse brings the former back', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aFlow(server, shop, { templateId: 'review-after-delivery' });
  const before = await flow.get();
  const { wait: _gone, ...kept } = before.graph.steps;
  const graph = { ...before.graph, steps: { ...kept, later: step('later', 500) }, edges: [{ id: 'e', from: 'delivered', port: 'next', to: 'later' }] };

  const put = await server.rest(shop, `/flows/${flow.id}`, { method: 'PUT', body: { graph } });
  expect(put).toMatchObject({ status: 200, body: { revision: before.revision + 1, graph } });
  const { edits } = await flow.get();
  const { inverse, revision } = edits.at(-1) as { inverse: unknown; revision: number };
  await flow.apply(revision, [{ clientKey: 'undo', kind: 'undo', of: revision, command: inverse }]);
  const after = (await flow.get()).graph;
  expect(after.steps).toEqual(before.graph.steps);
  expect(new Set(after.edges)).toEqual(new Set(before.graph.edges));

  const same = await server.rest(shop, `/flows/${flow.id}`, { method: 'PUT', body: { graph: after } });
  expect(same.body.revision).toBe(before.revision + 2);
  expect(await server.rest(shop, `/flows/${flow.id}`, { method: 'PUT', body: { graph, revision: 0 } })).toMatchObject({
    status: 409,
    body: { error: { code: 'revision_conflict' } },
  });
});

test('the main job’s template is ready once its account is there, is published, and simulated to the hour', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const { flowId } = (await server.rest(shop, '/templates/review-after-delivery/use', { method: 'POST' })).body;
  const refused = await server.rest(shop, `/flows/${flowId}/publish`, { method: 'POST' });
  expect(refused).toMatchObject({
    status: 422,
    body: { error: { code: 'flow_invalid', issues: [{ code: 'connection_missing', stepId: 'askReview', message: { vi: expect.any(String) } }] } },
  });

  const connectionId = await withZalo(server, shop);
  const second = (await server.rest(shop, '/templates/review-after-delivery/use', { method: 'POST', body: { name: 'Xin đánh giá' } })).body.flowId;
  const document = (await server.rest(shop, `/flows/${second}`)).body;
  expect(document).toMatchObject({ name: 'Xin đánh giá', graph: { steps: { askReview: { connectionId } } } });
  expect(await server.rest(shop, `/flows/${second}/publish`, { method: 'POST', body: { revision: document.revision } })).toMatchObject({
    status: 200,
    body: { number: 1 },
  });

  const simulated = await server.rest(shop, `/flows/${second}/simulate`, { method: 'POST', body: { startAt: '2026-11-22T03:00:00.000Z' } });
  expect(simulated.body).toMatchObject({ outcome: { state: 'done' }, messages: [{ at: '2026-11-25T03:00:00.000Z', channel: 'zalo' }] });
  expect((await server.query(shop, 'flows.list')).body.result.data.find((flow: { id: string }) => flow.id === second)).toMatchObject({
    ...{ status: 'live', liveVersion: 1, isChanged: false, issues: { errors: 0 }, trigger: { vi: expect.any(String) } },
    ...{ packages: ['core', 'zalo'], connections: [connectionId] },
  });
});

test('a flow is paused, resumed, copied and removed; one that was never published is not live', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  await withZalo(server, shop);
  const flow = await aFlow(server, shop, { templateId: 'order-thanks' });
  expect(await server.mutate(shop, 'flows.pause', { id: flow.id })).toMatchObject({ status: 409, body: { error: { data: { appCode: 'flow_not_live' } } } });
  await server.mutate(shop, 'flows.publish', { id: flow.id, revision: 0 });
  const statusOf = async () => (await server.query(shop, 'flows.get', { id: flow.id })).body.result.data.status;
  await server.mutate(shop, 'flows.pause', { id: flow.id });
  expect(await statusOf()).toBe('paused');
  await server.mutate(shop, 'flows.resume', { id: flow.id });
  expect(await statusOf()).toBe('live');
  expect((await server.query(shop, 'flows.versions', { id: flow.id })).body.result.data).toMatchObject([{ number: 1 }]);

  const copy = (await server.mutate(shop, 'flows.duplicate', { id: flow.id })).body.result.data.id;
  expect((await server.query(shop, 'flows.get', { id: copy })).body.result.data).toMatchObject({ status: 'draft', graph: (await flow.get()).graph });
  await server.mutate(shop, 'flows.remove', { id: copy });
  expect(await server.query(shop, 'flows.get', { id: copy })).toMatchObject({ status: 404 });
});

test('a simulation takes the trigger’s own event only, with a payload that fits', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  await withZalo(server, shop);
  const flow = await aFlow(server, shop, { templateId: 'order-thanks' });
  const simulate = (event: object) => server.rest(shop, `/flows/${flow.id}/simulate`, { method: 'POST', body: { event } });
  expect(await simulate({ type: 'order.delivered', payload: {} })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_request', field: 'event.type' } },
  });
  expect(await simulate({ type: 'order.created', payload: {} })).toMatchObject({ status: 400, body: { error: { field: 'event.payload' } } });
});

test('a simulation delays what falls into quiet hours, to the same person as the ledger would name', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  await withZalo(server, shop);
  const flow = await aFlow(server, shop, { templateId: 'order-thanks' });
  const { graph, revision } = await flow.get();
  const settings = { ...graph.settings, quietHours: { from: '22:00', to: '07:00' } };
  await flow.apply(revision, [{ clientKey: 'quiet', command: { type: 'settings.change', settings }, kind: 'do' }]);
  const { body } = await server.mutate(shop, 'flows.simulate', { id: flow.id, startAt: '2026-11-22T16:00:00.000Z' });

  expect(body.result.data.messages).toMatchObject([{ at: '2026-11-23T00:00:00.000Z', recipient: expect.stringMatching(/^0\d{3} ••• \d{3}$/), priceVnd: 300 }]);
  expect(body.result.data.held).toMatchObject([{ outcome: 'delay', cause: 'quietHours', until: '2026-11-23T00:00:00.000Z' }]);
  expect(JSON.stringify(body.result.data.messages)).not.toMatch(/\+84\d{9}/);
  expect(body.result.data.records).toContainEqual(
    expect.objectContaining({
      state: 'waiting',
      until: Date.parse('2026-11-23T00:00:00.000Z'),
      reason: expect.objectContaining({ en: expect.stringContaining('quiet hours') }),
    }),
  );
});

test('a draft is walked with a recorded event, for as long as is asked, and with what comes in meanwhile', async () => {
  await using server = await aServer();
  const [shop, stranger] = [await server.shop('lan'), await server.shop('hoa')];
  const flow = await aReviewFlow(server, shop);
  const eventId = await aDeliveredOrder(server, shop, { code: '77', phone: '+84987654321' });
  const simulate = async (body: object, by = shop) =>
    server.rest(by, `${flow.at}/simulate`, { method: 'POST', body: { startAt: '2026-11-22T03:00:00.000Z', ...body } });

  expect((await simulate({ eventId })).body).toMatchObject({
    messages: [{ at: '2026-11-25T03:00:00.000Z', recipient: '0987 ••• 321', preview: expect.stringContaining('77'), priceVnd: 300 }],
  });
  expect((await simulate({ eventId, days: 2 })).body).toMatchObject({ outcome: { state: 'unfinished' }, messages: [], endedAt: '2026-11-24T03:00:00.000Z' });
  expect(await simulate({ eventId: '00000000-0000-7000-8000-000000000000' })).toMatchObject({ status: 404 });

  await flow.change(3, { goal: { node: 'core.orderDelivered', nodeVersion: 1, belongs: 'customer' } });
  const again = { type: 'order.delivered', payload: { order: anOrder('78'), customer: { phone: '0987654321' }, deliveredAt: '2026-11-23T03:15:00.000Z' } };
  expect((await simulate({ eventId, events: [{ afterMinutes: 60, ...again }] })).body).toMatchObject({
    outcome: { state: 'stopped', by: 'goal' },
    messages: [],
  });

  const theirs = await aReviewFlow(server, stranger);
  expect(await server.rest(stranger, `${theirs.at}/simulate`, { method: 'POST', body: { eventId } })).toMatchObject({ status: 404 });
});

test('a person starts only what is live, and each press is an event', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await aFlow(server, shop);
  expect(await server.mutate(shop, 'flows.startByHand', { id: flow.id })).toMatchObject({ status: 409 });
});
