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
