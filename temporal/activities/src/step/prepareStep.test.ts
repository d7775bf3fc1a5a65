import { createCatalog } from '@noi/catalog';
import { type PlanStepOf, richFields } from '@noi/flow';
import { defineAction, defineNodePackage, described } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { prepareStep } from './prepareStep.ts';

const both = (words: string) => ({ vi: words, en: words });
const output = z.object({ messageId: z.string() });
const phone = described(z.string().min(1), { label: { vi: 'Số điện thoại', en: 'Phone' }, format: 'phone' });
const amount = described(z.number().max(100), { label: { vi: 'Số tiền', en: 'Amount' } }).optional();
const email = described(z.string().min(1), { label: { vi: 'Email', en: 'Email' }, format: 'email' });
const made = { version: 1, output, sample: { messageId: 'm1' }, effects: { repeat: 'none' } as const, run: async () => ({ messageId: 'm1' }) };

const actions = [
  defineAction({
    ...made,
    id: 'test.zns',
    title: both('ZNS'),
    summary: both('ZNS'),
    input: z.object({ phone, amount }),
    message: { channel: 'zalo', purpose: 'care', recipient: (input) => input.phone, preview: () => 'Chào bạn' },
  }),
  defineAction({
    ...made,
    id: 'test.chat',
    title: both('Chat'),
    summary: both('Chat'),
    input: z.object({ userId: z.string() }),
    message: { channel: 'zalo', purpose: 'care', addressedBy: 'providerId', recipient: (input) => input.userId, preview: () => 'Chào bạn' },
  }),
  defineAction({
    ...made,
    id: 'test.email',
    title: both('Email'),
    summary: both('Email'),
    input: z.object({ to: email, body: described(z.string().optional(), { label: both('Nội dung'), format: 'richText' }) }),
    message: { channel: 'email', purpose: 'care', recipient: (input) => input.to, preview: () => 'Chào bạn' },
  }),
];
const catalog = createCatalog([
  defineNodePackage({ id: 'test', version: '1.0.0', title: both('Test'), icon: '<svg/>', connections: [], triggers: [], actions }),
]);

function prepare(node: string, input: PlanStepOf<'action'>['input'], customer: Record<string, unknown> = {}) {
  const step: PlanStepOf<'action'> = {
    kind: 'action',
    id: 'send',
    title: 'Gửi',
    level: 'root',
    node: `test.${node}`,
    nodeVersion: 1,
    input,
    rich: richFields(input, catalog.action(`test.${node}`, 1)?.input ?? []),
    slow: false,
    rateClass: 'test',
    sample: {},
  };
  const action = catalog.actionDefinition(step.node, 1);
  if (!action) throw new Error(`no action ${node}`);
  const data = { trigger: { order: { customer } }, steps: {} };
  return prepareStep({ step, action, catalog, data, timezone: 'Asia/Ho_Chi_Minh', now: new Date('2026-11-22T03:00:00.000Z') });
}

const fromOrder = { phone: '{{ trigger.order.customer.phone }}' };

test('templates are filled and the phone is kept in one form, also one from before 2018', () => {
  expect(prepare('zns', fromOrder, { phone: '0168 234 5678' })).toEqual({
    ok: true,
    prepared: { input: { phone: '0168 234 5678' }, recipient: '+84382345678' },
  });
});

test.each([{}, { phone: '' }, { phone: '   ' }])('an order without a phone (%j) is told in words about the order, not the template', (customer) => {
  expect(prepare('zns', fromOrder, customer)).toMatchObject({
    ok: false,
    error: { kind: 'invalid_input', field: 'phone', text: { vi: expect.stringContaining('Đơn hàng không có số điện thoại') } },
  });
});

test('what a customer is called never becomes part of a letter’s form', () => {
  const written = { to: 'lan@example.com', body: '<p>Chào <strong>{{ trigger.order.customer.name }}</strong></p>' };
  expect(prepare('email', written, { name: '<script>alert(1)</script>\n& shop' })).toMatchObject({
    prepared: { input: { body: '<p>Chào <strong>&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; shop</strong></p>' } },
  });
  expect(prepare('email', { ...written, body: 'Chào {{ trigger.order.customer.name }}' }, { name: '<b>Lan</b>' })).toMatchObject({
    prepared: { input: { body: 'Chào <b>Lan</b>' } },
  });
});

test('a phone that cannot be read is quoted', () => {
  expect(prepare('zns', fromOrder, { phone: '12345' })).toMatchObject({
    ok: false,
    error: { field: 'phone', text: { vi: expect.stringContaining('“12345”') } },
  });
});

test('a value that the schema refuses names its field by its label', () => {
  expect(prepare('zns', { phone: '0912345678', amount: 500 })).toMatchObject({
    ok: false,
    error: { kind: 'invalid_input', field: 'amount', text: { vi: expect.stringContaining('“Số tiền” lớn'), en: expect.stringContaining('“Amount”') } },
    input: { phone: '0912345678', amount: 500 },
  });
});

test('a provider’s own id of a person is taken as it is, and must be there', () => {
  expect(prepare('chat', { userId: '7452839104728193845' })).toMatchObject({ ok: true, prepared: { recipient: '7452839104728193845' } });
  expect(prepare('chat', { userId: ' ' })).toMatchObject({ ok: false, error: { kind: 'invalid_input' } });
});

test('an email address must look like one', () => {
  expect(prepare('email', { to: 'lan@example.com' })).toMatchObject({ ok: true, prepared: { recipient: 'lan@example.com' } });
  expect(prepare('email', { to: 'lan@' })).toMatchObject({ ok: false, error: { field: 'to', text: { en: expect.stringContaining('not an email') } } });
});
