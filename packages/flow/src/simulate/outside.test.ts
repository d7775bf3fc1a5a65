import { describe, expect, test } from 'vitest';
import { aForEach, anAction, anApproval, anAwait, aPlan, aTrigger, aWait, inside } from '../run/testing/aPlan.ts';
import type { SimulatedEvent } from './answerFromOutside.ts';
import { simulate } from './simulate.ts';

const startAt = '2026-11-22T03:00:00.000Z';
const trigger = { order: { code: '#A1', total: 500 }, customer: { phone: '0912345678' }, items: [1, 2, 3] };
const rule = { combinator: 'and' as const, rules: [{ field: 'event.amount', operator: '>=' as const, value: '{{ trigger.order.total }}' }] };
const timeout = { amount: 2, unit: 'hours' } as const;
const paid: SimulatedEvent = { at: '2026-11-22T04:00:00.000Z', type: 'payment.received', payload: { orderCode: 'a1', amount: 500 } };

describe('an awaited event', () => {
  const plan = aPlan({ start: aTrigger(), pay: anAwait({ rule, timeout, source: 'sepay' }) }, ['start.next>pay']);

  test.each<[string, Partial<SimulatedEvent>, string, string]>([
    ['comes', {}, 'next', '2026-11-22T04:00:00.000Z'],
    ['of another order does not count', { payload: { orderCode: 'A2', amount: 500 } }, 'timeout', '2026-11-22T05:00:00.000Z'],
    ['of another kind does not count', { type: 'order.created' }, 'timeout', '2026-11-22T05:00:00.000Z'],
    ['of another source does not count', { source: 'momo' }, 'timeout', '2026-11-22T05:00:00.000Z'],
    ['that does not fit the condition does not count', { payload: { orderCode: 'A1', amount: 499 } }, 'timeout', '2026-11-22T05:00:00.000Z'],
    ['from before does not count', { at: '2026-11-22T02:59:59.000Z' }, 'timeout', '2026-11-22T05:00:00.000Z'],
    ['comes too late', { at: '2026-11-22T06:00:00.000Z' }, 'timeout', '2026-11-22T05:00:00.000Z'],
  ])('%s', (_what, change, port, at) => {
    const { records } = simulate({ plan, trigger, startAt, events: [{ ...paid, ...change }] });
    expect(records.at(-1)).toMatchObject({ stepId: 'pay', state: 'done', port, at: Date.parse(at) });
  });

  test('gives its payload to later steps', () => {
    const { records } = simulate({ plan, trigger, startAt, events: [paid] });
    expect(records.at(-1)?.output).toEqual(paid.payload);
  });

  test('that nobody sent comes as its sample where the step would wait for ever', () => {
    const endless = aPlan({ start: aTrigger(), pay: anAwait({ sample: { amount: 7 } }) }, ['start.next>pay']);
    const { records, outcome } = simulate({ plan: endless, trigger, startAt });
    expect(records.at(-1)).toMatchObject({ port: 'next', output: { amount: 7 }, at: Date.parse(startAt) });
    expect(outcome).toEqual({ state: 'done' });
  });
});

test.each([
  [undefined, 'approved'],
  ['approved', 'approved'],
  ['rejected', 'rejected'],
  ['nobody', 'timeout'],
] as const)('people who say %s lead to %s', (approve, port) => {
  const plan = aPlan({ start: aTrigger(), ask: anApproval({ timeout }) }, ['start.next>ask']);
  const { records } = simulate({ plan, trigger, startAt, ...(approve === undefined ? {} : { approve }) });
  expect(records.at(-1)).toMatchObject({ stepId: 'ask', port });
});

test('a flow that is called gives nothing, or what the test says, when it says', () => {
  const plan = aPlan({ start: aTrigger(), call: { kind: 'subflow', flowId: 'f2', input: {} } }, ['start.next>call']);
  const respond = () => ({ afterMs: 60_000, answer: { outcome: 'done', port: 'next', output: { ok: 1 } } }) as const;

  expect(simulate({ plan, trigger, startAt }).records.at(-1)).toMatchObject({ port: 'next', output: {} });
  expect(simulate({ plan, trigger, startAt, respond }).records.at(-1)).toMatchObject({ output: { ok: 1 }, at: Date.parse(startAt) + 60_000 });
});

test('a loop of waits and messages takes its virtual time', () => {
  const send = anAction({ input: { text: 'Món {{ steps.each.item }}' }, message: { channel: 'sms', purpose: 'care' } });
  const plan = aPlan({ start: aTrigger(), each: aForEach(), rest: inside('each', aWait(1)), send: inside('each', send) }, [
    'start.next>each',
    'rest.next>send',
  ]);
  const { messages, endedAt } = simulate({ plan, trigger, startAt });

  expect(messages.map(({ input }) => input.text)).toEqual(['Món 1', 'Món 2', 'Món 3']);
  expect(endedAt).toBe('2026-11-25T03:00:00.000Z');
});
