import { createHmac } from 'node:crypto';
import { UnreadableDelivery } from '@noi/node-sdk';
import { aDelivery, createNodeHarness, runWebhook } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { corePackage } from '../index.ts';
import { coreDoor } from './coreDoor.ts';
import { coreWebhook } from './coreWebhook.ts';

const none = { auth: 'none' };
const body = '{"ten":"Lan","sdt":"0912345678"}';

function eventOf(delivery: Parameters<typeof aDelivery>[0], values: Record<string, string> = none) {
  const outcome = runWebhook(coreDoor, aDelivery(delivery), values);
  if (outcome.answered !== 'taken') throw new Error(outcome.answered);
  return outcome.events[0];
}

test('JSON becomes the body of the event, the query goes along', () => {
  expect(eventOf({ body, query: { nguon: 'web' } })).toMatchObject({
    type: 'webhook.received',
    occurredAt: '2026-11-22T03:15:00.000Z',
    payload: { body: { ten: 'Lan', sdt: '0912345678' }, query: { nguon: 'web' } },
  });
});

test('a form becomes data, a repeated field a list, no body an empty one', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  expect(eventOf({ headers, body: 'ten=Nguy%E1%BB%85n+Lan&mau=do&mau=xanh' })?.payload).toEqual({
    body: { ten: 'Nguyễn Lan', mau: ['do', 'xanh'] },
    query: {},
  });
  expect(eventOf({ method: 'GET', query: { a: '1' } })?.payload).toEqual({ body: {}, query: { a: '1' } });
});

test('an id beyond 2^53 keeps its digits', () => {
  expect(eventOf({ body: '{"id":96133713375150460909,"tong":1250000}' })?.payload).toMatchObject({ body: { id: '96133713375150460909', tong: 1250000 } });
});

test.each([
  ['no JSON', '{"ten":'],
  ['no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
])('%s is unreadable', (_what, bad) => {
  expect(() => runWebhook(coreDoor, aDelivery({ body: bad }), none)).toThrow(UnreadableDelivery);
});

const at = (iso: string) => new Date(iso);

test.each([
  ['one key, two contents', { headers: { 'Idempotency-Key': 'a' }, body: '{"x":1}' }, { headers: { 'Idempotency-Key': 'a' }, body: '{"x":2}' }, true],
  ['one request id', { headers: { 'X-Request-Id': 'a' }, body }, { headers: { 'X-Request-Id': 'a' }, body, receivedAt: at('2026-12-01T00:00:00Z') }, true],
  ['two keys, one content', { headers: { 'Idempotency-Key': 'a' }, body }, { headers: { 'Idempotency-Key': 'b' }, body }, false],
  ['an id in the body, days apart', { body: '{"id":5,"s":"paid"}' }, { body: '{"id":5,"s":"paid"}', receivedAt: at('2026-12-01T00:00:00Z') }, true],
  ['the same id in another state', { body: '{"id":5,"s":"paid"}' }, { body: '{"id":5,"s":"sent"}' }, false],
  ['equal content minutes apart', { body }, { body, receivedAt: at('2026-11-22T03:25:00Z') }, true],
  ['equal content hours apart', { body }, { body, receivedAt: at('2026-11-22T06:15:00Z') }, false],
  ['equal content, another query', { body }, { body, query: { a: '1' } }, false],
])('%s', (_what, first, second, isSame) => {
  expect(eventOf(first)?.externalId === eventOf(second)?.externalId).toBe(isSame);
});

test('a secret in a header is checked', () => {
  const values = { auth: 'header', headerName: 'X-Shop-Key', secret: 'mat-khau-dai' };
  const answer = (headers: Record<string, string>) => runWebhook(coreDoor, aDelivery({ headers, body }), values).answered;
  expect(answer({ 'X-Shop-Key': 'mat-khau-dai' })).toBe('taken');
  expect(answer({ 'X-Shop-Key': 'mat-khau-da' })).toBe('refused');
  expect(answer({})).toBe('refused');
});

test('a connection without a secret, or with an unknown check, takes nothing', () => {
  expect(runWebhook(coreDoor, aDelivery({ headers: { 'x-webhook-secret': '' }, body }), { auth: 'header', secret: '' }).answered).toBe('refused');
  expect(runWebhook(coreDoor, aDelivery({ body }), { auth: 'other', secret: 'mat-khau-dai' }).answered).toBe('refused');
});

const sign = (text: string, encoding: 'hex' | 'base64', algorithm = 'sha256') => createHmac(algorithm, 'khoa-bi-mat').update(text).digest(encoding);

test.each([
  ['hex', sign(body, 'hex')],
  ['upper-case hex', sign(body, 'hex').toUpperCase()],
  ['a prefix', `sha256=${sign(body, 'hex')}`],
  ['base64', sign(body, 'base64')],
])('a signature in %s is accepted, and one byte of the body breaks it', (_what, signature) => {
  const values = { auth: 'hmac', headerName: 'X-Signature', secret: 'khoa-bi-mat' };
  const headers = { 'X-Signature': signature };
  expect(runWebhook(coreDoor, aDelivery({ headers, body }), values).answered).toBe('taken');
  expect(runWebhook(coreDoor, aDelivery({ headers, body: `${body} ` }), values).answered).toBe('refused');
});

test.each([
  ['now', '1763781300', 'taken'],
  ['six minutes ago', '1763780940', 'refused'],
  ['never', '', 'refused'],
])('a time signed %s is %s', (_what, timestamp, answered) => {
  const values = { auth: 'hmac', secret: 'khoa-bi-mat', algorithm: 'sha512', timestampHeader: 'X-Time' };
  const headers = { 'X-Signature': sign(`${timestamp}.${body}`, 'hex', 'sha512'), 'X-Time': timestamp };
  expect(runWebhook(coreDoor, aDelivery({ headers, body, receivedAt: new Date(1_763_781_300_000) }), values).answered).toBe(answered);
});

test('the connection test wants a secret of some length', async () => {
  const test = (values: Record<string, string>) => coreWebhook.test({ http: undefined as never, client: undefined, values });
  await expect(test({ auth: 'header', secret: 'ngan' })).rejects.toMatchObject({ kind: 'invalid_input' });
  expect(await test({ auth: 'none' })).toEqual({ account: 'Webhook' });
});

test('the scenario posts what the shop wrote, with the secret that the connection has', async () => {
  await using harness = await createNodeHarness(corePackage, { type: 'core.webhook' });
  await harness.play('sendToWebhook', { body: '{"ten":"Mai"}' });
  const [delivery] = await harness.takeDeliveries();
  if (delivery === undefined) throw new Error('nothing came');
  expect(harness.webhook(coreDoor, delivery)).toMatchObject({ answered: 'taken', events: [{ payload: { body: { ten: 'Mai' } } }] });
});

test('an address that names an event gives that event, from a payload or from a form as websites send it', () => {
  const low = { product: { title: 'Nhà giả kim' }, left: 3 };
  expect(eventOf({ body: JSON.stringify(low), query: { event: 'stock.ran_low' } })).toMatchObject({ type: 'stock.ran_low', payload: low });
  const form = 'H%E1%BB%8D+v%C3%A0+t%C3%AAn=Nguy%E1%BB%85n+Lan&S%C4%90T=0912+345+678&dong_y_nhan_tin=on&ghi_chu=size+M';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(eventOf({ headers, body: form, query: { event: 'form.submitted', form_name: 'Tư vấn' } })).toMatchObject({
    type: 'form.submitted',
    payload: {
      form: { name: 'Tư vấn' },
      customer: { name: 'Nguyễn Lan', phone: '+84912345678', rawPhone: '0912 345 678', acceptsMarketing: true },
      fields: { 'Họ và tên': 'Nguyễn Lan', ghi_chu: 'size M' },
    },
  });
});

test('a body that does not fit the named event is unreadable; orders and unknown words are taken as plain data', () => {
  const unfit = aDelivery({ body: '{"left": 3}', query: { event: 'stock.ran_low' } });
  expect(() => coreDoor.parse(unfit)).toThrow(UnreadableDelivery);
  for (const event of ['order.delivered', 'constructor', 'toi'])
    expect(eventOf({ body, query: { event } })).toMatchObject({ type: 'webhook.received', payload: { query: { event } } });
});
