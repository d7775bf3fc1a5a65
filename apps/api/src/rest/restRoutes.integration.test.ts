import { aGraph } from '@noi/flow/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { aLiveFlow } from '../../test/aLiveFlow.ts';
import { anOpenQuestion } from '../../test/anOpenQuestion.ts';
import { anOrder } from '../../test/anOrder.ts';
import { aRun } from '../../test/aRun.ts';
import { type Answer, aServer, type TestServer } from '../../test/aServer.ts';
import { withoutStep } from '../../test/withoutStep.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>>;
}

/** Checks answers against what the server itself says of them. */
async function aContract(server: TestServer) {
  const document = (await server.call('/api/v1/openapi.json')).body;
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'api');
  const seen = new Set<string>();

  return {
    document,
    seen,
    check(method: string, path: string, answer: Answer) {
      const operation = document.paths[path]?.[method.toLowerCase()] as Operation | undefined;
      if (!operation) throw new Error(`${method} ${path} is not described`);
      const key = operation.responses[answer.status] ? String(answer.status) : 'default';
      if (key !== 'default') seen.add(operation.operationId);
      const pointer = `api#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${key}/content/application~1json/schema`;
      const validate = ajv.compile({ $ref: encodeURI(pointer) });
      validate(answer.body);
      expect([method, path, validate.errors]).toEqual([method, path, null]);
      return answer.body;
    },
  };
}

test('the description is OpenAPI 3.1 whose references all lead somewhere', async () => {
  await using server = await aServer();
  const { document } = await aContract(server);
  expect(document).toMatchObject({ openapi: '3.1.0', components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } } });
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(references.length).toBeGreaterThan(20);
  for (const path of new Set(references)) {
    const target = path.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
    expect([path, typeof target]).toEqual([path, 'object']);
  }
  expect((await server.call('/api/v1/schemas/flow.json')).body).toMatchObject({ type: 'object', properties: { steps: expect.anything() } });
});

test('every operation answers as it is described', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const contract = await aContract(server);
  const call = async (method: string, path: string, options: { at?: string; body?: unknown } = {}) =>
    contract.check(method, path, await server.rest(shop, options.at ?? path, { method, body: options.body }));

  await call('GET', '/templates');
  const { flowId } = await call('POST', '/templates/{id}/use', { at: '/templates/review-after-delivery/use' });
  const at = `/flows/${flowId}`;
  await call('GET', '/flows');
  const { graph } = await call('GET', '/flows/{id}', { at });
  await call('POST', '/flows', { body: { name: 'Hai', graph } });
  await call('PUT', '/flows/{id}', { at, body: { graph, name: 'Ba' } });
  const branching = aGraph().trigger().switch('which').fail('bad').from('which', 'otherwise').split('split', undefined, { heldOut: 1 }).note('note').build();
  await call('PUT', '/flows/{id}', { at, body: { graph: branching, name: 'Ba' } });
  expect((await call('GET', '/flows/{id}', { at })).graph).toEqual(branching);
  await call('PUT', '/flows/{id}', { at, body: { graph, name: 'Ba' } });
  await call('POST', '/flows/{id}/publish', { at: `${at}/publish` });

  const run = await aRun(server, shop);
  const drawn = await call('GET', '/flows/{id}', { at: `/flows/${run.flowId}` });
  await call('PUT', '/flows/{id}', { at: `/flows/${run.flowId}`, body: { graph: withoutStep(drawn.graph, 'wait') } });
  await call('GET', '/flows/{id}/publish-preview', { at: `/flows/${run.flowId}/publish-preview` });
  await call('POST', '/flows/{id}/publish', { at: `/flows/${run.flowId}/publish`, body: { name: 'Không đợi', inFlight: { wait: 'move' } } });
  await call('GET', '/flows/{id}/move', { at: `/flows/${run.flowId}/move` });
  await call('POST', '/flows/{id}/move/cancel', { at: `/flows/${run.flowId}/move/cancel` });
  await call('POST', '/flows/{id}/simulate', { at: `/flows/${run.flowId}/simulate`, body: {} });
  const scenario = { startAt: '2026-11-22T03:00:00.000Z', days: 30, events: [], approve: 'approved' };
  const body = { name: 'Một tin', scenario, expectations: [{ type: 'messages', is: 'exactly', count: 1 }] };
  const { testId } = await call('POST', '/flows/{id}/tests', { at: `/flows/${run.flowId}/tests`, body });
  await call('GET', '/flows/{id}/tests', { at: `/flows/${run.flowId}/tests` });
  await call('PUT', '/flows/{id}/tests/{testId}', { at: `/flows/${run.flowId}/tests/${testId}`, body });
  await call('POST', '/flows/{id}/tests/run', { at: `/flows/${run.flowId}/tests/run` });
  await call('POST', '/flows/{id}/tests/{testId}/remove', { at: `/flows/${run.flowId}/tests/${testId}/remove` });
  const file = await call('GET', '/flows/{id}/file', { at: `/flows/${run.flowId}/file` });
  await call('POST', '/flows/import/preview', { body: { file } });
  await call('POST', '/flows/import', { body: { file, name: 'Bốn' } });
  const folder = await call('POST', '/folders', { body: { name: 'Sau bán' } });
  await call('PUT', '/folders/{id}', { at: `/folders/${folder.id}`, body: { name: 'Sau bán hàng' } });
  await call('POST', '/flows/move', { body: { flowIds: [run.flowId], folderId: folder.id } });
  await call('PUT', '/flows/{id}/tags', { at: `/flows/${run.flowId}/tags`, body: { tags: ['zalo'] } });
  await call('GET', '/folders');
  await call('POST', '/folders/{id}/remove', { at: `/folders/${folder.id}/remove` });
  const link = await call('POST', '/flows/{id}/links', { at: `/flows/${run.flowId}/links`, body: { days: 7 } });
  await call('GET', '/flows/{id}/links', { at: `/flows/${run.flowId}/links` });
  await call('POST', '/links/{id}/withdraw', { at: `/links/${link.id}/withdraw` });
  const { id: backtestId } = await call('POST', '/flows/{id}/backtests', { at: `/flows/${run.flowId}/backtests`, body: {} });
  await call('GET', '/backtests/{id}', { at: `/backtests/${backtestId}` });
  await call('POST', '/backtests/{id}/cancel', { at: `/backtests/${backtestId}/cancel` });
  await call('POST', '/flows/{id}/pause', { at: `/flows/${run.flowId}/pause` });
  await call('GET', '/flows/{id}/overdue', { at: `/flows/${run.flowId}/overdue` });
  await call('POST', '/flows/{id}/resume', { at: `/flows/${run.flowId}/resume` });
  const byHand = await aLiveFlow(server, shop, { node: 'core.startedByHand' });
  await call('POST', '/flows/{id}/start', { at: `/flows/${byHand}/start`, body: {} });
  await call('GET', '/runs', { at: `/runs?flowId=${run.flowId}&limit=5` });
  await call('GET', '/runs/{id}', { at: `/runs/${run.id}` });
  await call('POST', '/runs/{id}/steps/{stepId}/continue', { at: `/runs/${run.id}/steps/wait/continue` });
  const { token } = await anOpenQuestion(server.db, run);
  await call('POST', '/runs/{id}/resolve-unknown', { at: `/runs/${run.id}/resolve-unknown`, body: { token, decision: 'skip' } });
  await call('POST', '/runs/{id}/stop', { at: `/runs/${run.id}/stop` });
  await server.db.runs.record({ workspaceId: run.workspaceId, runId: run.id, records: [], outcome: { state: 'stopped', by: 'person' }, at: new Date() });
  await call('POST', '/runs/{id}/restart', { at: `/runs/${run.id}/restart`, body: { stepId: 'wait', confirmResend: true } });
  const failed = await aRun(server, shop);
  const error = { kind: 'rejected', text: { vi: 'Bị từ chối.', en: 'Refused.' }, repeatable: true } as const;
  const outcome = { state: 'failed', stepId: 'askReview', error } as const;
  await server.db.runs.record({ workspaceId: failed.workspaceId, runId: failed.id, records: [], outcome, at: new Date() });
  const { flowId: ofFlow, stepId, errorKind, cause } = (await call('GET', '/failures')).groups[0];
  const retry = await call('POST', '/failures/retry', { body: { flowId: ofFlow, stepId, errorKind, cause } });
  await call('GET', '/retries/{id}', { at: `/retries/${retry.id}` });
  await call('POST', '/retries/{id}/stop', { at: `/retries/${retry.id}/stop` });
  await call('GET', '/connections');
  const kept = await server.call('/api/files?name=gia.txt', { method: 'POST', headers: { authorization: `Bearer ${shop.apiKey}` }, body: 'Bảng giá' });
  expect((await call('GET', '/files')).files).toEqual([kept.body]);
  await call('POST', '/files/{id}/remove', { at: `/files/${kept.body.id}/remove` });
  await call('POST', '/events', { body: { type: 'order.created', payload: { order: anOrder('1') } } });
  await call('GET', '/events', { at: '/events?type=order.created' });
  await call('GET', '/messages', { at: '/messages?limit=10' });
  const described = Object.values(contract.document.paths).flatMap((operations) => Object.values(operations as Record<string, Operation>));
  expect([...contract.seen].sort()).toEqual(described.map(({ operationId }) => operationId).sort());
});

test('without a key, or with one that is none, every operation is 401 in the one form', async () => {
  await using server = await aServer();
  const contract = await aContract(server);
  for (const [path, operations] of Object.entries(contract.document.paths)) {
    for (const method of Object.keys(operations as object)) {
      for (const headers of [{}, { authorization: 'Bearer noi_no-such-key-at-all-here' }, { authorization: 'Basic YTpi' }]) {
        const answer = await server.call(`/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}`, {
          method: method.toUpperCase(),
          headers: headers as Record<string, string>,
        });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(contract.check(method, path, answer).error.code).toBe('unauthenticated');
      }
    }
  }
});

test('keys that are nobody’s are counted by address, before a body is read, and hold up no key that is somebody’s', async () => {
  await using server = await aServer({ strangersPerMinute: 5, config: { trustProxy: 'loopback' } });
  const shop = await server.shop('lan');
  const contract = await aContract(server);
  const madeUp = (nr: number, address = '203.0.113.7') =>
    server.call('/api/v1/events', {
      method: 'POST',
      headers: { authorization: `Bearer noi_${'x'.repeat(20)}${nr}`, 'x-forwarded-for': address, 'content-type': 'application/json' },
      body: `{"x":"${'x'.repeat(2_200_000)}`,
    });
  const known = () => server.call('/api/v1/flows', { headers: { authorization: `Bearer ${shop.apiKey}`, 'x-forwarded-for': '203.0.113.7' } });
  expect(await known()).toMatchObject({ status: 200 });
  for (let nr = 0; nr < 5; nr += 1) expect(contract.check('POST', '/events', await madeUp(nr)).error.code).toBe('unauthenticated');
  const refused = await madeUp(5);
  expect([refused.status, contract.check('POST', '/events', refused).error.code]).toEqual([429, 'too_many_requests']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await server.call('/api/v1/flows', { headers: { 'x-forwarded-for': '203.0.113.7' } })).toMatchObject({ status: 429 });
  expect(await madeUp(6, '203.0.113.8')).toMatchObject({ status: 401 });
  for (let nr = 0; nr < 10; nr += 1) expect(await known()).toMatchObject({ status: 200 });
});

test('an event is at most 1 MB when it is written again, and its codes fit an index', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const contract = await aContract(server);
  const report = async (payload: string) => {
    const answer = await server.call('/api/v1/events', {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'application/json' },
      body: payload,
    });
    return [answer.status, contract.check('POST', '/events', answer).error?.code];
  };
  const numbers = (count: number) => `{"type":"webhook.received","payload":{"query":{},"body":[${Array(count).fill('1e20').join()}]}}`;
  expect(await report(numbers(200_000))).toEqual([413, 'body_too_large']);
  expect(await report(numbers(20_000))).toEqual([202, undefined]);
  const order = (code: string) => JSON.stringify({ type: 'order.created', payload: { order: { ...anOrder('1'), code } } });
  expect(await report(order('x'.repeat(201)))).toEqual([400, 'invalid_request']);
  expect(await report(order('x'.repeat(200)))).toEqual([202, undefined]);
});

test('refusals have one form, with the right status', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const contract = await aContract(server);
  const nobody = '00000000-0000-7000-8000-000000000000';
  const refused = async (method: string, path: string, options: { at?: string; body?: unknown } = {}) => {
    const answer = await server.rest(shop, options.at ?? path, { method, body: options.body });
    return [answer.status, contract.check(method, path, answer).error.code];
  };
  expect(await refused('GET', '/flows/{id}', { at: '/flows/no-uuid' })).toEqual([400, 'invalid_request']);
  expect(await refused('GET', '/flows/{id}', { at: `/flows/${nobody}` })).toEqual([404, 'not_found']);
  expect(await refused('POST', '/templates/{id}/use', { at: '/templates/none/use' })).toEqual([404, 'not_found']);
  expect(await refused('POST', '/events', { body: { type: 'order.created', payload: {} } })).toEqual([400, 'invalid_request']);
  expect(await refused('POST', '/events', { body: { type: 'unheard.of', payload: {} } })).toEqual([400, 'invalid_request']);
  expect(await refused('GET', '/runs', { at: '/runs?limit=9999' })).toEqual([400, 'invalid_request']);
  expect(await refused('POST', '/runs/{id}/stop', { at: `/runs/${nobody}/stop` })).toEqual([404, 'not_found']);
  const broken = await server.call('/api/v1/events', {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.apiKey}`, 'content-type': 'application/json' },
    body: '{"type":',
  });
  expect(broken).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
  expect(await server.call('/api/v1/nothing')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
});

test('an event reported twice under one id is one event', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const body = { type: 'order.created', payload: { order: anOrder('7') }, externalId: 'pos-7', occurredAt: '2026-11-22T03:00:00.000Z' };
  const [first, second] = [await server.rest(shop, '/events', { method: 'POST', body }), await server.rest(shop, '/events', { method: 'POST', body })];
  expect(first).toMatchObject({ status: 202, body: { isNew: true } });
  expect(second).toMatchObject({ status: 202, body: { isNew: false, eventId: first.body.eventId } });
  expect((await server.rest(shop, '/events')).body.events).toMatchObject([{ source: 'api', externalId: 'pos-7', type: 'order.created' }]);
});
