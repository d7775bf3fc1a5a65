import { describe, expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { anAction, aPlan, aTrigger, aWait } from '../run/testing/aPlan.ts';
import { done, failed } from '../run/testing/walkThrough.ts';
import { simulate } from './simulate.ts';

const review = anAction({
  input: { phone: '{{ trigger.customer.phone }}', templateData: { name: '{{ trigger.customer.name }}' } },
  message: { channel: 'zalo', purpose: 'care' },
  priceVnd: 220,
});
const plan = aPlan({ delivered: aTrigger(), rest: aWait(3), ask: review }, ['delivered.next>rest', 'rest.next>ask']);
const trigger = { customer: { name: 'Lan', phone: '+84912345678' } };
const startAt = '2026-11-22T03:15:00.000Z';

test('the review request goes out exactly 72 hours after the delivery', () => {
  const simulation = simulate({ plan, trigger, startAt });

  expect(simulation.messages).toEqual([
    {
      stepId: 'ask',
      scope: 'root',
      visit: 1,
      at: '2026-11-25T03:15:00.000Z',
      channel: 'zalo',
      purpose: 'care',
      input: { phone: '+84912345678', templateData: { name: 'Lan' } },
      priceVnd: 220,
    },
  ]);
  expect(simulation).toMatchObject({ startedAt: startAt, endedAt: '2026-11-25T03:15:00.000Z', outcome: { state: 'done' }, held: [] });
});

test('missing data fails the step and nothing is sent', () => {
  const simulation = simulate({ plan, trigger: { customer: { phone: '+84912345678' } }, startAt });

  expect(simulation.outcome).toMatchObject({ state: 'failed', stepId: 'ask', error: { kind: 'invalid_input', field: 'templateData.name' } });
  expect(simulation.messages).toEqual([]);
});

test('thirty days of waits pass in a blink', () => {
  const ids = Array.from({ length: 30 }, (_, day) => `day${day}`);
  const month = aPlan({ start: aTrigger(), ...Object.fromEntries(ids.map((id) => [id, aWait(1)])) }, [
    'start.next>day0',
    ...ids.slice(1).map((id, before) => `day${before}.next>${id}`),
  ]);
  const began = performance.now();
  const simulation = simulate({ plan: month, trigger: {}, startAt });

  expect(simulation.endedAt).toBe('2026-12-22T03:15:00.000Z');
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('a message that fails first and goes later is listed once, at its real time', () => {
  const simulation = simulate({ plan, trigger, startAt, behave: ({ attempt }) => (attempt === 1 ? failed('unavailable') : done({})) });

  expect(simulation.messages).toHaveLength(1);
  expect(Date.parse(simulation.messages[0]?.at ?? '')).toBeGreaterThan(Date.parse('2026-11-25T03:15:01.999Z'));
});

test('a step that is skipped says why and sends nothing', () => {
  const reason = { vi: 'Đã gửi đủ tin hôm nay.', en: 'Enough messages today.' };
  const simulation = simulate({ plan, trigger, startAt, behave: () => ({ outcome: 'skipped', reason }) });

  expect(simulation.held).toEqual([{ stepId: 'ask', at: '2026-11-25T03:15:00.000Z', outcome: 'skip', reason }]);
  expect(simulation.messages).toEqual([]);
});

const held = { ...plan, quietHours: { from: '10:00', to: '14:00' }, frequencyCap: { messages: 1, days: 7 } };

test('quiet hours move a message to their end, and the record says why', () => {
  const { messages, records, held: notes } = simulate({ plan: held, trigger, startAt });

  expect(messages).toMatchObject([{ stepId: 'ask', at: '2026-11-25T07:00:00.000Z' }]);
  expect(records.find(({ stepId, state }) => stepId === 'ask' && state === 'waiting')).toMatchObject({
    at: Date.parse('2026-11-25T03:15:00.000Z'),
    until: Date.parse('2026-11-25T07:00:00.000Z'),
    reason: { vi: expect.stringContaining('giờ yên lặng'), en: expect.stringContaining('quiet hours') },
  });
  expect(notes).toMatchObject([{ stepId: 'ask', outcome: 'delay', cause: 'quietHours', at: '2026-11-25T03:15:00.000Z', until: '2026-11-25T07:00:00.000Z' }]);
});

test('a message over the cap is skipped with its reason, and the flow goes on', () => {
  const recipientOf = () => ({ ok: true, address: '+84912345678' }) as const;
  const first = simulate({ plan: held, trigger, startAt, recipientOf });
  const second = simulate({ plan: held, trigger, startAt: '2026-11-23T03:15:00.000Z', recipientOf, sentBefore: first.messages });

  expect(first.messages).toMatchObject([{ recipient: '+84912345678' }]);
  expect(second.messages).toEqual([]);
  expect(second.held.filter(({ outcome }) => outcome === 'skip')).toMatchObject([
    { stepId: 'ask', cause: 'cap', reason: { vi: expect.stringContaining('đã nhận đủ 1 tin trong 7 ngày') } },
  ]);
  expect(second.outcome).toEqual({ state: 'done' });
});

test('an address that cannot be one fails the step as in a real run', () => {
  const text = { vi: 'Không có số.', en: 'No number.' };
  const simulation = simulate({ plan, trigger, startAt, recipientOf: () => ({ ok: false, text }) });

  expect(simulation.outcome).toMatchObject({ state: 'failed', stepId: 'ask', error: { kind: 'invalid_input', text } });
  expect(simulation.messages).toEqual([]);
  expect(simulation.held).toMatchObject([{ stepId: 'ask', outcome: 'refuse', cause: 'recipient', reason: text }]);
});

test('a run is looked at for as long as is asked for, and is then unfinished', () => {
  const short = simulate({ plan, trigger, startAt, lastsMs: 72 * 3_600_000 - 1 });

  expect(short).toMatchObject({ outcome: { state: 'unfinished' }, messages: [], endedAt: '2026-11-25T03:14:59.999Z' });
  expect(short.records.at(-1)).toMatchObject({ stepId: 'rest', state: 'waiting' });
  expect(simulate({ plan, trigger, startAt, lastsMs: 72 * 3_600_000 })).toMatchObject({ outcome: { state: 'done' }, messages: [{ stepId: 'ask' }] });
});

describe('the goal', () => {
  const paid = { at: '2026-11-23T03:00:00.000Z', type: 'payment.received', payload: { orderCode: '#a1', amount: 500 } } as const;
  const goal: Plan = { ...plan, goal: { event: 'payment.received', belongs: 'order' } };
  const order = { ...trigger, order: { code: 'A1' } };

  test('ends the run when its event comes', () => {
    const { outcome, endedAt, messages } = simulate({ plan: goal, trigger: order, startAt, events: [paid] });
    expect([outcome, endedAt, messages]).toEqual([{ state: 'stopped', by: 'goal' }, paid.at, []]);
  });

  test.each([
    ['of another order', { ...paid, payload: { ...paid.payload, orderCode: 'A2' } }],
    ['from before', { ...paid, at: '2026-11-22T03:00:00.000Z' }],
    ['that comes when all is over', { ...paid, at: '2026-12-22T03:00:00.000Z' }],
  ])('is not reached by an event %s', (_what, event) => {
    const { outcome, endedAt } = simulate({ plan: goal, trigger: order, startAt, events: [event] });
    expect([outcome, endedAt]).toEqual([{ state: 'done' }, '2026-11-25T03:15:00.000Z']);
  });
});

test('what a message says is told by its node', () => {
  const previewOf = (_step: unknown, input: Readonly<Record<string, unknown>>) => `Cho ${String(input.phone)}`;
  expect(simulate({ plan, trigger, startAt, previewOf }).messages).toMatchObject([{ preview: 'Cho +84912345678' }]);
  expect(simulate({ plan, trigger, startAt, previewOf: () => null }).messages[0]).not.toHaveProperty('preview');
});
