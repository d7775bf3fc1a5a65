import { expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { anAction, anAwait, aPlan, aTrigger } from '../run/testing/aPlan.ts';
import { eventTypesOf } from './eventTypesOf.ts';

const plain = aPlan({ start: aTrigger(), send: anAction() }, ['start.next>send']);
const waits = (belongs: 'order' | 'customer' | 'anyone') => aPlan({ start: aTrigger(), pay: anAwait({ belongs }) }, ['start.next>pay']);
const goal: Plan = { ...plain, goal: { event: 'customer.rated', belongs: 'order' } };

test.each<[string, readonly Plan[], readonly string[]]>([
  ['what it starts with', [plain], ['order.delivered']],
  ['what its steps wait for', [waits('order')], ['order.delivered', 'payment.received']],
  ['whose an order is, where a customer is waited for', [waits('customer')], ['order.created', 'order.delivered', 'order.updated', 'payment.received']],
  ['its goal', [goal], ['customer.rated', 'order.delivered']],
  ['all of it, once, for several flows', [plain, goal, waits('anyone')], ['customer.rated', 'order.delivered', 'payment.received']],
])('a flow hears %s', (_what, plans, types) => {
  expect(eventTypesOf(plans)).toEqual(types);
});
