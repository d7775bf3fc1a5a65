import { checkPackage, createNodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addComment } from './actions/addComment.ts';
import { createDeal } from './actions/createDeal.ts';
import { createLead } from './actions/createLead.ts';
import { callBitrix } from './api/callBitrix.ts';
import { bitrix24Package } from './index.ts';

const lead = { title: 'Lan · Tư vấn size', name: 'Nguyễn Thị Lan', phone: '0912 345 678', email: 'lan@example.com', source: 'WEB', comments: 'Cần tư vấn' };
const start = () => createNodeHarness(bitrix24Package);
const Items = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

test('the package keeps the rules of node packages and its emulator works', async () => {
  expect(await checkPackage(bitrix24Package)).toEqual([]);
});

test('a lead stands in the CRM with its person, and is found again by its key', async () => {
  await using harness = await start();
  const { id } = await harness.run(createLead, lead, { idempotencyKey: 'run-1' });
  const { items } = await callBitrix({ http: harness.http(), method: 'crm.item.list', params: { entityTypeId: 1 }, result: Items, repeatable: true });
  expect(items).toMatchObject([
    {
      ...{ id, title: 'Lan · Tư vấn size', name: 'Nguyễn Thị Lan', sourceId: 'WEB', comments: 'Cần tư vấn', originatorId: 'noi', originId: 'run-1' },
      fm: [
        { typeId: 'PHONE', valueType: 'WORK', value: '+84912345678' },
        { typeId: 'EMAIL', valueType: 'WORK', value: 'lan@example.com' },
      ],
    },
  ]);
  expect(await harness.lookUp(createLead, lead, { idempotencyKey: 'run-1' })).toEqual({ found: 'yes', output: { id } });
  expect(await harness.lookUp(createLead, lead, { idempotencyKey: 'run-2' })).toEqual({ found: 'absent' });
});

test('a lead whose answer was lost is found, not made twice', async () => {
  await using harness = await start();
  harness.fault({ path: '/rest/', kind: 'accept_then_500' });
  await expect(harness.run(createLead, lead, { idempotencyKey: 'run-1' })).rejects.toMatchObject({ kind: 'unknown_outcome' });
  harness.clearFaults();
  expect(await harness.lookUp(createLead, lead, { idempotencyKey: 'run-1' })).toMatchObject({ found: 'yes' });
});

test('a deal carries its money in đồng, and notes go on what there is', async () => {
  await using harness = await start();
  const { id } = await harness.run(createDeal, { title: 'Đơn 100020', amount: 1_250_000, stage: 'NEW' });
  const { items } = await callBitrix({ http: harness.http(), method: 'crm.item.list', params: { entityTypeId: 2 }, result: Items, repeatable: true });
  expect(items).toMatchObject([{ id, opportunity: 1_250_000, currencyId: 'VND', stageId: 'NEW' }]);
  expect(await harness.run(addComment, { record: 'deal', recordId: id, comment: 'Khách đã trả tiền' })).toEqual({ id: expect.any(Number) });
  await expect(harness.run(addComment, { record: 'deal', recordId: 1, comment: 'Không có' })).rejects.toMatchObject({
    kind: 'rejected',
    text: { vi: 'Bitrix24 từ chối: Not found. Hãy sửa dữ liệu của bước.' },
  });
});

test('choices come from the portal', async () => {
  await using harness = await start();
  expect(await harness.options(createLead, 'source', { search: 'web' })).toEqual([{ value: 'WEB', label: 'Website' }]);
  expect((await harness.options(createDeal, 'stage')).map(({ value }) => value)).toEqual(['NEW', 'PREPARATION', 'EXECUTING', 'WON', 'LOSE']);
});

test('a wrong secret is told as an account that must be connected again', async () => {
  await using harness = await start();
  const values = { webhookUrl: 'https://shop.bitrix24.vn/rest/1/sai/' };
  await expect(harness.test(values)).rejects.toMatchObject({ kind: 'unauthorized' });
  expect(bitrix24Package.connections[0]?.fields.safeParse({ webhookUrl: 'https://shop.bitrix24.vn/company/' }).success).toBe(false);
});

test.each([
  [503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }, 'rate_limited'],
  [429, { error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked' }, 'rate_limited'],
  [403, { error: 'ACCESS_DENIED', error_description: 'REST API is available only on commercial plans.' }, 'rejected'],
  [401, { error: 'expired_token', error_description: 'The access token has expired' }, 'unauthorized'],
  [400, { error: '', error_description: 'ID is not defined or invalid.' }, 'rejected'],
  [500, { error: 'INTERNAL_SERVER_ERROR', error_description: '' }, 'unavailable'],
])('status %i with %j is %s', async (status, body, kind) => {
  const answer = { status, headers: {}, text: JSON.stringify(body), json: () => body };
  const post = async () => answer;
  await using harness = await start();
  const http = { ...harness.http(), post } as ReturnType<typeof harness.http>;
  await expect(callBitrix({ http, method: 'profile', params: {}, result: z.unknown(), repeatable: true })).rejects.toMatchObject({ kind });
});

test('a phone that cannot be read is refused, not lost', async () => {
  await using harness = await start();
  await expect(harness.run(createLead, { title: 'Lan', phone: '12' })).rejects.toMatchObject({ kind: 'invalid_input', options: { field: 'phone' } });
});
