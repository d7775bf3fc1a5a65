import { describe, expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { anAction, anIf, aPlan, aStop, aTrigger, aWait } from '../run/testing/aPlan.ts';
import { failed } from '../run/testing/walkThrough.ts';
import { simulate } from './simulate.ts';

const startAt = '2026-11-22T03:00:00.000Z';
const trigger = { customer: { phone: '+84912345678' } };
const thank = anAction({ message: { channel: 'sms', purpose: 'care' }, input: { text: 'Cảm ơn' } });
const calling = aPlan({ start: aTrigger(), call: { kind: 'subflow', flowId: 'f2', input: { phone: '{{ trigger.customer.phone }}' } }, thank }, [
  'start.next>call',
  'call.next>thank',
]);
const write = anAction({ input: { phone: '{{ trigger.input.phone }}' }, message: { channel: 'zalo', purpose: 'care' }, priceVnd: 300 });
const called: Plan = {
  ...aPlan({ begin: aTrigger(), rest: aWait(2), write }, ['begin.next>rest', 'rest.next>write']),
  inputs: [{ key: 'phone', label: 'Số điện thoại', type: 'phone', required: true }],
  outputs: [{ key: 'to', label: 'Đến', value: '{{ trigger.input.phone }}' }],
};
const circle = aPlan({ begin: aTrigger(), call: { kind: 'subflow', flowId: 'f2', input: {} } }, ['begin.next>call']);
const walk = (plan: Plan, flows: Readonly<Record<string, Plan>>) =>
  simulate({ plan, trigger, startAt, called: (id) => (flows[id] ? { name: 'Cảm ơn', plan: flows[id] } : undefined) });

test('a called flow is walked on the same clock, and its messages are those of the calling step', () => {
  const { messages, records, outcome } = walk(calling, { f2: called });

  expect(messages).toMatchObject([
    { stepId: 'call', within: { flowId: 'f2', stepId: 'write' }, at: '2026-11-24T03:00:00.000Z', priceVnd: 300, input: { phone: '+84912345678' } },
    { stepId: 'thank', at: '2026-11-24T03:00:00.000Z' },
  ]);
  expect(records.filter(({ stepId }) => stepId === 'call').at(-1)).toMatchObject({ state: 'done', output: { to: '+84912345678' } });
  expect(outcome).toEqual({ state: 'done' });
});

describe('the calling step fails', () => {
  test.each<[string, Plan, Readonly<Record<string, Plan>>, string]>([
    ['when the called flow is not live', calling, {}, 'chưa bật chạy'],
    ['when it asks for other data', calling, { f2: { ...called, inputs: [{ key: 'code', label: 'Mã', type: 'text', required: true }] } }, 'cần dữ liệu khác'],
    ['when it calls itself', calling, { f2: circle }, 'gọi vòng'],
    ['when the called run fails', calling, { f2: aPlan({ begin: aTrigger(), bad: { kind: 'fail', reason: 'Hết hàng' } }, ['begin.next>bad']) }, 'Hết hàng'],
  ])('%s', (_what, plan, flows, words) => {
    expect(walk(plan, flows).outcome).toMatchObject({ state: 'failed', stepId: 'call', error: { text: { vi: expect.stringContaining(words) } } });
  });
});

test('a called run that stops by itself lets the caller go on', () => {
  const stops = aPlan({ begin: aTrigger(), which: anIf('trigger.input.phone'), enough: aStop() }, ['begin.next>which', 'which.true>enough']);
  expect(walk(calling, { f2: stops })).toMatchObject({ outcome: { state: 'done' }, messages: [{ stepId: 'thank' }] });
});

test('a called run ends with its parent', () => {
  const race = aPlan(
    {
      start: aTrigger(),
      race: { kind: 'first' },
      call: { kind: 'subflow', flowId: 'f2', input: { phone: '0912345678' }, in: 'race' },
      day: { ...aWait(1), in: 'race' },
    },
    ['start.next>race'],
  );
  const { messages, endedAt } = walk(race, { f2: called });
  expect([messages, endedAt]).toEqual([[], '2026-11-23T03:00:00.000Z']);
});

test('what keeps a called flow’s message back is told as the calling step’s', () => {
  const quiet: Plan = { ...called, quietHours: { from: '09:00', to: '11:00' } };
  const { held, messages } = walk(calling, { f2: quiet });
  expect(held).toMatchObject([{ stepId: 'call', within: { flowId: 'f2', stepId: 'write' }, outcome: 'delay', until: '2026-11-24T04:00:00.000Z' }]);
  expect(messages[0]).toMatchObject({ at: '2026-11-24T04:00:00.000Z' });
});

test('an effect that fails in a called flow is tried again there', () => {
  const { messages } = simulate({
    plan: calling,
    trigger,
    startAt,
    called: () => ({ name: 'Cảm ơn', plan: called }),
    behave: ({ attempt, stepId }, { sample }) => (stepId === 'write' && attempt === 1 ? failed('unavailable') : { outcome: 'done', output: sample }),
  });
  expect(Date.parse(messages[0]?.at ?? '')).toBeGreaterThan(Date.parse('2026-11-24T03:00:00.000Z'));
});
