import { expect, test } from 'vitest';
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
      at: '2026-11-25T03:15:00.000Z',
      channel: 'zalo',
      purpose: 'care',
      input: { phone: '+84912345678', templateData: { name: 'Lan' } },
      priceVnd: 220,
    },
  ]);
  expect(simulation).toMatchObject({ startedAt: startAt, endedAt: '2026-11-25T03:15:00.000Z', outcome: { state: 'done' }, skipped: [] });
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

  expect(simulation.skipped).toEqual([{ stepId: 'ask', reason }]);
  expect(simulation.messages).toEqual([]);
});

const held = { ...plan, quietHours: { from: '10:00', to: '14:00' }, frequencyCap: { messages: 1, days: 7 } };

test('quiet hours move a message to their end, and the record says why', () => {
  const { messages, records } = simulate({ plan: held, trigger, startAt });

  expect(messages).toMatchObject([{ stepId: 'ask', at: '2026-11-25T07:00:00.000Z' }]);
  expect(records.find(({ stepId, state }) => stepId === 'ask' && state === 'waiting')).toMatchObject({
    at: Date.parse('2026-11-25T03:15:00.000Z'),
    until: Date.parse('2026-11-25T07:00:00.000Z'),
    reason: { vi: expect.stringContaining('giờ yên lặng'), en: expect.stringContaining('quiet hours') },
  });
});

test('a message over the cap is skipped with its reason, and the flow goes on', () => {
  const recipientOf = () => ({ ok: true, address: '+84912345678' }) as const;
  const first = simulate({ plan: held, trigger, startAt, recipientOf });
  const second = simulate({ plan: held, trigger, startAt: '2026-11-23T03:15:00.000Z', recipientOf, sentBefore: first.messages });

  expect(first.messages).toMatchObject([{ recipient: '+84912345678' }]);
  expect(second.messages).toEqual([]);
  expect(second.skipped).toEqual([{ stepId: 'ask', reason: expect.objectContaining({ vi: expect.stringContaining('đã nhận đủ 1 tin trong 7 ngày') }) }]);
  expect(second.outcome).toEqual({ state: 'done' });
});

test('an address that cannot be one fails the step as in a real run', () => {
  const text = { vi: 'Không có số.', en: 'No number.' };
  const simulation = simulate({ plan, trigger, startAt, recipientOf: () => ({ ok: false, text }) });

  expect(simulation.outcome).toMatchObject({ state: 'failed', stepId: 'ask', error: { kind: 'invalid_input', text } });
  expect(simulation.messages).toEqual([]);
});
