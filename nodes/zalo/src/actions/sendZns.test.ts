import { NodeError, type PhoneMessage } from '@noi/node-sdk';
import { createNodeHarness, type NodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { zaloPackage } from '../index.ts';
import { zaloWebhook } from '../webhook/zaloWebhook.ts';
import { sendZns } from './sendZns.ts';

const review = { phone: '0912 345 678', templateId: '320001', templateData: { customer_name: 'Nguyễn Thị Lan', order_code: '100020' } };
const delivery = (amount: unknown) => ({
  phone: '0912345678',
  templateId: '320002',
  templateData: { customer_name: 'Lan', order_code: '100020', tracking_code: 'L8BGNP', amount: amount as string },
});

/** A clock in the hands of the test. */
function clockAt(iso: string) {
  let time = Date.parse(iso);
  return { now: () => new Date(time), advance: (ms: number) => (time += ms) };
}

async function messagesOf({ phone }: NodeHarness, to = '+84912345678'): Promise<readonly PhoneMessage[]> {
  return (await phone.phoneMessages(to, 10)).map(({ content }) => content as PhoneMessage);
}

async function failureOf(promise: Promise<unknown>): Promise<NodeError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NodeError)) throw new Error('expected a NodeError', { cause: error });
  return error;
}

test('the customer reads the filled template, and the shop learns the message id and the quota', async () => {
  await using harness = await createNodeHarness(zaloPackage, { clock: clockAt('2026-11-25T03:15:00.000Z') });

  const sent = await harness.run(sendZns, review);

  expect(sent).toEqual({ messageId: expect.stringMatching(/^[0-9a-f]{20}$/), sentAt: '2026-11-25T03:15:00.000Z', quotaRemaining: 4999, quotaDaily: 5000 });
  expect(await messagesOf(harness)).toEqual([
    {
      id: sent.messageId,
      to: '+84912345678',
      channel: 'zalo',
      sender: { name: 'Nhà sách Minh Tâm' },
      title: 'Bạn thấy đơn hàng thế nào?',
      text: 'Chào Nguyễn Thị Lan, cảm ơn bạn đã mua hàng tại Nhà sách Minh Tâm. Đơn hàng của bạn đã giao xong, mời bạn chấm điểm để shop phục vụ tốt hơn.',
      rows: [{ label: 'Mã đơn hàng', value: '100020' }],
      rating: expect.objectContaining({ question: 'Bạn hài lòng với đơn hàng này chứ?' }),
      sentAt: '2026-11-25T03:15:00.000Z',
    },
  ]);
});

test('the receipt comes a little later and tells of the same message and run', async () => {
  const clock = clockAt('2026-11-25T03:15:00.000Z');
  await using harness = await createNodeHarness(zaloPackage, { clock });
  const sent = await harness.run(sendZns, review, { idempotencyKey: 'run-1_step-2' });
  expect(await harness.takeDeliveries()).toEqual([]);

  clock.advance(2_000);
  const [receipt] = await harness.takeDeliveries();
  if (receipt === undefined) throw new Error('no receipt');

  expect(harness.webhook(zaloWebhook, receipt)).toMatchObject({
    answered: 'taken',
    events: [
      {
        type: 'message.delivered',
        externalId: `delivered:${sent.messageId}`,
        payload: { message: { channel: 'zalo', messageId: sent.messageId, trackingId: 'run-1_step-2', recipient: '+84912345678' } },
      },
    ],
  });
});

test('stars and a reply button come back as events, stars once only', async () => {
  const clock = clockAt('2026-11-25T03:15:00.000Z');
  await using harness = await createNodeHarness(zaloPackage, { clock });
  const rated = await harness.run(sendZns, review);
  const thanked = await harness.run(sendZns, { ...review, templateId: '320003' });
  clock.advance(2_000);
  await harness.takeDeliveries();

  await harness.tap(rated.messageId, { kind: 'rate', stars: 5, comment: 'Giao nhanh', choices: ['Giao hàng nhanh'] });
  await harness.tap(rated.messageId, { kind: 'rate', stars: 1 });
  await harness.tap(thanked.messageId, { kind: 'button', buttonId: 'help' });
  await harness.tap(thanked.messageId, { kind: 'button', buttonId: 'shop' });

  const outcomes = (await harness.takeDeliveries()).map((delivered) => harness.webhook(zaloWebhook, delivered));
  expect(outcomes).toMatchObject([
    {
      events: [
        {
          type: 'customer.rated',
          payload: { rating: { stars: 5, comment: 'Giao nhanh', choices: ['Giao hàng nhanh'], message: { messageId: rated.messageId } } },
        },
      ],
    },
    { events: [{ type: 'message.replied', payload: { message: { messageId: thanked.messageId, text: 'Tôi cần hỗ trợ' } } }] },
  ]);
});

test('Zalo does not drop a repeat: a second call with the same key is a second message', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  await harness.run(sendZns, review, { idempotencyKey: 'same' });
  await harness.run(sendZns, review, { idempotencyKey: 'same' });
  expect(await messagesOf(harness)).toHaveLength(2);
});

test.each([
  ['1.250.000 ₫', '1.250.000 ₫'],
  [1250000, '1.250.000 ₫'],
])('money given as %s is sent as whole đồng', async (amount, shown) => {
  await using harness = await createNodeHarness(zaloPackage);
  await harness.run(sendZns, delivery(amount));
  const [message] = await messagesOf(harness);
  expect(message?.rows?.at(-1)).toEqual({ label: 'Số tiền cần trả', value: shown });
});

test('decomposed Vietnamese is composed before it is measured', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  const name = 'Nguyễn Thị Hồng Ngọc Diễm Quỳn';
  await harness.run(sendZns, { ...review, templateData: { ...review.templateData, customer_name: name.normalize('NFD') } });
  expect((await messagesOf(harness))[0]?.text).toContain(name);
});

test('an ISO date-time becomes the form that Zalo wants, on Vietnamese time', async () => {
  await using harness = await createNodeHarness(zaloPackage, { clock: clockAt('2026-12-25T03:00:00.000Z') });
  await harness.run(sendZns, {
    phone: '0912345678',
    templateId: '320006',
    templateData: { customer_name: 'Lan', appointment_time: '2026-12-25T18:05:00.000Z' },
  });
  expect((await messagesOf(harness))[0]?.rows).toEqual([{ label: 'Giờ hẹn', value: '01:05 26/12/2026' }]);
});

test.each([
  ['a landline', { ...review, phone: '024 3826 1234' }, 'phone'],
  ['not a number', { ...review, phone: 'chưa có' }, 'phone'],
  ['a missing value', { ...review, templateData: { customer_name: 'Lan', order_code: ' ' } }, 'templateData.order_code'],
  ['a value too long', { ...review, templateData: { customer_name: 'L'.repeat(31), order_code: '1' } }, 'templateData.customer_name'],
  ['money with a fraction', delivery('12.5'), 'templateData.amount'],
  ['no money', delivery('0'), 'templateData.amount'],
])('%s is refused before anything is sent, with the field at fault', async (_what, input, field) => {
  await using harness = await createNodeHarness(zaloPackage);
  const error = await failureOf(harness.run(sendZns, input));
  expect([error.kind, error.options.field]).toEqual(['invalid_input', field]);
  expect(await messagesOf(harness)).toEqual([]);
});

test.each([
  ['a number without Zalo', { ...review, phone: '0912340000' }, 'rejected', '-118'],
  ['a customer who refuses', { ...review, phone: '0912340002' }, 'rejected', '-141'],
  ['a template under review', { ...review, templateId: '320004', templateData: { customer_name: 'Lan', voucher_code: 'A' } }, 'rejected', '-131'],
  ['a disabled template', { ...review, templateId: '320005' }, 'rejected', '-146'],
  ['a template that is not there', { ...review, templateId: '999' }, 'rejected', '-109'],
])('%s is a final no', async (_what, input, kind, code) => {
  await using harness = await createNodeHarness(zaloPackage);
  const error = await failureOf(harness.run(sendZns, input));
  expect([error.kind, error.options.providerCode]).toEqual([kind, code]);
});

test('a template disabled after it was chosen stops the send, and works again when Zalo allows it', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  await harness.play('disableTemplate', { templateId: '320001' });
  expect((await failureOf(harness.run(sendZns, review))).text.vi).toBe(
    'Mẫu tin đã bị Zalo khoá vì chất lượng thấp. Hãy chọn mẫu tin khác hoặc sửa mẫu trên Zalo Cloud.',
  );
  await harness.play('enableTemplate', { templateId: '320001' });
  await harness.run(sendZns, review);
});

test('a used-up quota asks to try again the next morning, and the new day works', async () => {
  const clock = clockAt('2026-11-25T15:00:00.000Z');
  await using harness = await createNodeHarness(zaloPackage, { clock });
  await harness.play('setQuota', { remaining: 1 });
  await harness.run(sendZns, review);

  const error = await failureOf(harness.run(sendZns, review));
  expect(error.kind).toBe('quota');
  const wait = Date.parse(error.options.retryAt ?? '') - Date.parse('2026-11-25T23:00:00.000Z');
  expect(wait).toBeGreaterThanOrEqual(0);
  expect(wait).toBeLessThan(30 * 60_000);

  clock.advance(Date.parse(error.options.retryAt ?? '') - clock.now().getTime());
  await harness.run(sendZns, review);
});

test('a daytime template waits for the morning; the others go out at night', async () => {
  await using harness = await createNodeHarness(zaloPackage, { clock: clockAt('2026-11-25T16:00:00.000Z') });
  await harness.run(sendZns, review);
  const late = { phone: '0912345678', templateId: '320006', templateData: { customer_name: 'Lan', appointment_time: '14:30 25/12/2026' } };
  const error = await failureOf(harness.run(sendZns, late));
  expect([error.kind, error.options.providerCode, error.options.retryAt?.slice(0, 13)]).toEqual(['quota', '-133', '2026-11-25T23']);
});

test('an expired token is unauthorized; the refreshed one works', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  await harness.play('expireToken');
  expect((await failureOf(harness.run(sendZns, review))).kind).toBe('unauthorized');
  const values = await harness.refresh();
  await harness.run(sendZns, review, { values });
  expect(await messagesOf(harness)).toHaveLength(1);
});

test.each([
  [{ path: '/zns/message/template', status: 429, retryAfter: 7 }, 'rate_limited', 0],
  [{ path: '/zns/message/template', status: 500 }, 'unknown_outcome', 0],
  [{ path: '/zns/message/template', kind: 'accept_then_500' as const }, 'unknown_outcome', 1],
  [{ path: '/zns/message/template', kind: 'accept_then_hang' as const }, 'unknown_outcome', 1],
])('when Zalo answers %j the outcome is %s', async (fault, kind, messages) => {
  await using harness = await createNodeHarness(zaloPackage, { timeoutMs: 300 });
  harness.fault(fault);
  expect((await failureOf(harness.run(sendZns, review))).kind).toBe(kind);
  expect(await messagesOf(harness)).toHaveLength(messages);
});

test('a template that cannot be read beforehand does not stop the send', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  harness.fault({ path: '/zns/template/info', status: 503 });
  await harness.run(sendZns, review);
  expect(await messagesOf(harness)).toHaveLength(1);
});

test('only approved templates can be chosen, the others say why', async () => {
  await using harness = await createNodeHarness(zaloPackage);
  const options = await harness.options(sendZns, 'templateId');
  expect(options.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual([
    '320001',
    '320002',
    '320003',
    '320006',
    ...Array.from({ length: 12 }, (_, nr) => String(320_007 + nr)),
  ]);
  expect(options.filter(({ disabled }) => disabled)).toEqual([
    { value: '320004', label: 'Ưu đãi cuối tuần', hint: 'Đang chờ Zalo duyệt', disabled: true },
    { value: '320005', label: 'Thông báo đổi trả', hint: 'Zalo đã khoá mẫu này', disabled: true },
  ]);
  expect((await harness.options(sendZns, 'templateId', { search: 'danh gia' })).map(({ value }) => value)).toEqual(['320001']);
});

test("a template's parameters become typed fields with words, limits and samples", async () => {
  await using harness = await createNodeHarness(zaloPackage);
  expect(await harness.dynamicFields(sendZns, 'templateData', { templateId: '320002' })).toEqual({
    title: 'Thông báo giao hàng',
    priceVnd: 300,
    previewUrl: expect.stringMatching(/\/preview\/320002$/),
    buttons: ['Theo dõi đơn hàng'],
    facts: [{ vi: 'Tin giao dịch', en: 'Transaction message' }],
    fields: [
      expect.objectContaining({
        key: 'order_code',
        type: 'text',
        label: { vi: 'Mã đơn hàng', en: 'Order code' },
        required: true,
        maxLength: 30,
        sample: '100020',
      }),
      expect.objectContaining({ key: 'customer_name', hint: { vi: 'Tối đa 30 ký tự', en: 'At most 30 characters' } }),
      expect.objectContaining({ key: 'tracking_code', type: 'text' }),
      expect.objectContaining({ key: 'amount', type: 'number', format: 'money', integer: true, min: 1, sample: 1250000 }),
    ],
  });
  expect(await harness.dynamicFields(sendZns, 'templateData', {})).toEqual({ fields: [] });
});
