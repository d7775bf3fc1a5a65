import { expect, test } from 'vitest';
import { anAction, anAwait, aPlan, aTrigger } from '../run/testing/aPlan.ts';
import { isPinnable } from './pins.ts';
import { simulate } from './simulate.ts';

const startAt = '2026-11-22T03:00:00.000Z';
const trigger = { customer: { phone: '+84912345678' } };
const look = anAction({ input: { phone: '{{ trigger.customer.phone }}' }, sample: { tier: 'bạc' } });
const tell = anAction({ input: { text: 'Hạng {{ steps.look.tier }}' }, message: { channel: 'sms', purpose: 'care' } });
const plan = aPlan({ start: aTrigger(), look, tell }, ['start.next>look', 'look.next>tell']);

test('a pinned step gives what was pinned, and nobody is asked', () => {
  const asked: string[] = [];
  const behave = ({ stepId }: { stepId: string }) => {
    asked.push(stepId);
    return { outcome: 'done', output: {} } as const;
  };
  const { messages, records } = simulate({ plan, trigger, startAt, pins: { look: { tier: 'vàng' } }, behave });
  expect(messages).toMatchObject([{ stepId: 'tell', input: { text: 'Hạng vàng' } }]);
  expect(records.findLast(({ stepId }) => stepId === 'look')).toMatchObject({ state: 'done', output: { tier: 'vàng' } });
  expect(asked).toEqual(['tell']);
});

test('a message with a pinned output is still told, and counts', () => {
  const { messages } = simulate({ plan, trigger, startAt, pins: { tell: { messageId: 'm1' } } });
  expect(messages).toMatchObject([{ stepId: 'tell', input: { text: 'Hạng bạc' } }]);
});

test('a pin does not hide that an input cannot be filled', () => {
  const { outcome } = simulate({ plan, trigger: {}, startAt, pins: { look: { tier: 'vàng' } } });
  expect(outcome).toMatchObject({ state: 'failed', stepId: 'look' });
});

test('an awaited event comes when it comes, with the pinned data', () => {
  const waits = aPlan({ start: aTrigger(), pay: anAwait({ timeout: { amount: 2, unit: 'hours' } }) }, ['start.next>pay']);
  const events = [{ at: '2026-11-22T04:00:00.000Z', type: 'payment.received', payload: { amount: 1 } }] as const;
  const last = (given: Parameters<typeof simulate>[0]['events'] = []) =>
    simulate({ plan: waits, trigger: { ...trigger, order: { code: 'A1' } }, startAt, events: given, pins: { pay: { amount: 9 } } }).records.at(-1);
  expect(last(events.map((event) => ({ ...event, payload: { ...event.payload, orderCode: 'A1' } })))).toMatchObject({
    port: 'next',
    output: { amount: 9 },
    at: Date.parse('2026-11-22T04:00:00.000Z'),
  });
  expect(last()).toMatchObject({ port: 'timeout' });
});

test('a pinned call is not made; what is pinned holds for the tried flow alone', () => {
  const calls = aPlan({ start: aTrigger(), call: { kind: 'subflow', flowId: 'f2', input: {} } }, ['start.next>call']);
  const called = () => ({ name: 'Hạng', plan: { ...plan, outputs: [{ key: 'tier', label: 'Hạng', value: '{{ steps.look.tier }}' }] } });
  const last = (pins: Record<string, Record<string, unknown>>) =>
    simulate({ plan: calls, trigger, startAt, called, pins }).records.findLast(({ stepId }) => stepId === 'call');
  expect(last({ call: { tier: 'kim cương' } })).toMatchObject({ state: 'done', output: { tier: 'kim cương' } });
  expect(last({ look: { tier: 'vàng' } })?.output).not.toEqual({ tier: 'vàng' });
});

test.each([
  ['trigger', true],
  ['action', true],
  ['waitForEvent', true],
  ['subflow', true],
  ['set', false],
  ['forEach', false],
] as const)('that a %s can be pinned: %s', (kind, answer) => {
  expect(isPinnable({ kind })).toBe(answer);
});
