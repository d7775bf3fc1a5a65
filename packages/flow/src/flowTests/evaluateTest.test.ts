import { describe, expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { anAction, anAwait, anIf, aPlan, aTrigger, aWait } from '../run/testing/aPlan.ts';
import { failed } from '../run/testing/walkThrough.ts';
import { simulate } from '../simulate/simulate.ts';
import { Expectation } from './Expectation.ts';
import { evaluateTest } from './evaluateTest.ts';
import { scenarioEvents } from './scenarioEvents.ts';
import type { StepNames } from './storyWords.ts';

const startAt = '2026-11-22T03:00:00.000Z';
const message = { channel: 'zalo', purpose: 'care' };
const names: StepNames = { title: (id) => ({ vi: `bước ${id}`, en: `step ${id}` }), port: (_id, port) => ({ vi: `lối ${port}`, en: `way ${port}` }) };
const plan: Plan = {
  ...aPlan(
    {
      start: aTrigger(),
      vip: anIf('trigger.vip'),
      thank: anAction({ message }),
      rest: aWait(3),
      ask: anAction({ message }),
      sms: anAction({ message: { ...message, channel: 'sms' } }),
    },
    ['start.next>vip', 'vip.true>thank', 'vip.false>rest', 'thank.next>rest', 'rest.next>ask', 'ask.next>sms'],
  ),
  frequencyCap: { messages: 1, days: 7 },
};
const vip = simulate({ plan, trigger: { vip: true }, startAt });
const plain = simulate({ plan, trigger: {}, startAt });
const broken = simulate({ plan, trigger: {}, startAt, behave: () => failed('rejected') });
const cut = simulate({ plan, trigger: {}, startAt, lastsMs: 86_400_000 });
const threeDays = 3 * 1_440;

/** The plain run, as if its messages had these prices. */
function priced(...prices: readonly (number | undefined)[]): typeof vip {
  const [first] = plain.messages;
  if (first === undefined) throw new Error('The plain run sends');
  return { ...plain, messages: prices.map((priceVnd) => ({ ...first, ...(priceVnd === undefined ? {} : { priceVnd }) })) };
}

describe('what is expected of a flow that thanks, waits three days and asks', () => {
  test.each<[string, Expectation, typeof vip, string | null]>([
    ['so many messages', { type: 'messages', is: 'exactly', count: 2 }, vip, null],
    ['fewer than there are', { type: 'messages', is: 'exactly', count: 1 }, vip, 'đã gửi 2 tin'],
    ['on one channel', { type: 'messages', channel: 'sms', is: 'exactly', count: 1 }, vip, null],
    ['on a channel that is not used', { type: 'messages', channel: 'email', is: 'atLeast', count: 1 }, vip, 'đã gửi 0 tin'],
    ['at least', { type: 'messages', is: 'atLeast', count: 2 }, vip, null],
    ['at most', { type: 'messages', is: 'atMost', count: 1 }, vip, 'đã gửi 2 tin'],
    ['a message in its minute', { type: 'messageTime', stepId: 'ask', is: 'at', afterMinutes: threeDays }, plain, null],
    ['a message a minute too late', { type: 'messageTime', stepId: 'ask', is: 'at', afterMinutes: threeDays - 1 }, plain, 'tin được gửi sau 3 ngày'],
    ['a message in time', { type: 'messageTime', stepId: 'ask', is: 'before', afterMinutes: threeDays }, plain, null],
    ['a message that is late', { type: 'messageTime', stepId: 'ask', is: 'before', afterMinutes: 60 }, plain, 'tin được gửi sau 3 ngày'],
    ['a message that never comes', { type: 'messageTime', stepId: 'thank', is: 'before', afterMinutes: 60 }, plain, 'không có tin nào được gửi'],
    ['a message that the cap leaves out', { type: 'skips', stepId: 'ask', cause: 'cap' }, vip, null],
    ['a message left out, whatever the cause', { type: 'skips', stepId: 'ask' }, vip, null],
    ['a message left out for another cause', { type: 'skips', stepId: 'ask', cause: 'consent' }, vip, 'bị bỏ qua vì: Khách đã nhận đủ 1 tin'],
    ['a message that went after all', { type: 'skips', stepId: 'ask' }, plain, 'không có tin nào bị bỏ qua'],
    ['a way out', { type: 'passes', stepId: 'vip', port: 'true' }, vip, null],
    ['the other way out', { type: 'passes', stepId: 'vip', port: 'true' }, plain, 'quy trình rẽ theo nhánh “lối false”'],
    ['a step on the way', { type: 'passes', stepId: 'rest' }, plain, null],
    ['a step off the way', { type: 'passes', stepId: 'thank' }, plain, 'quy trình không đi qua bước này'],
    ['a step that is not reached', { type: 'neverReaches', stepId: 'thank' }, plain, null],
    ['a step that is reached', { type: 'neverReaches', stepId: 'thank' }, vip, 'quy trình có đi đến bước này'],
    ['an end', { type: 'ends', state: 'done' }, plain, null],
    ['an end that is a failure', { type: 'ends', state: 'done' }, broken, 'lượt chạy bị lỗi: Nhà cung cấp từ chối.'],
    ['a failure at its step', { type: 'ends', state: 'failed', stepId: 'ask' }, broken, null],
    ['a failure at another step', { type: 'ends', state: 'failed', stepId: 'sms' }, broken, 'lượt chạy bị lỗi'],
    ['no end in time', { type: 'ends', state: 'done' }, cut, 'chưa xong'],
    ['an end in time', { type: 'endsWithin', span: { amount: 3, unit: 'days' } }, plain, null],
    ['an end that is late', { type: 'endsWithin', span: { amount: 71, unit: 'hours' } }, plain, 'lượt chạy kết thúc sau 3 ngày'],
    ['a cost within what was meant', { type: 'costsAtMost', vnd: 1_200 }, priced(300, 900), null],
    ['a cost over what was meant', { type: 'costsAtMost', vnd: 1_199 }, priced(300, 900), 'tốn 1.200 ₫'],
    ['a cost that nobody knows', { type: 'costsAtMost', vnd: 9_000 }, priced(300, undefined), 'có 1 tin chưa rõ giá'],
    ['an end that does not come', { type: 'endsWithin', span: { amount: 9, unit: 'weeks' } }, cut, 'chưa xong'],
  ])('%s', (_what, expectation, simulation, instead) => {
    const { passes, expectations } = evaluateTest([Expectation.parse(expectation)], simulation, names);
    expect([passes, expectations[0]?.holds]).toEqual([instead === null, instead === null]);
    if (instead !== null) expect(expectations[0]?.instead?.vi).toContain(instead);
  });
});

test('a test breaks with its first wrong expectation, and says each as a sentence', () => {
  const wanted: Expectation[] = [
    { type: 'messages', channel: 'zalo', is: 'exactly', count: 1 },
    { type: 'messageTime', stepId: 'ask', is: 'before', afterMinutes: 1_505 },
    { type: 'skips', stepId: 'ask', cause: 'cap' },
    { type: 'passes', stepId: 'vip', port: 'true' },
    { type: 'endsWithin', span: { amount: 2, unit: 'weeks' } },
    { type: 'costsAtMost', vnd: 1_250_000 },
  ];
  const { passes, expectations } = evaluateTest(wanted, vip, names);

  expect(passes).toBe(false);
  expect(expectations.map(({ holds, words }) => [holds, words.vi, words.en])).toEqual([
    [true, 'Gửi đúng 1 tin qua Zalo', 'Sends exactly 1 message on Zalo'],
    [false, '“bước ask” gửi tin chậm nhất sau 1 ngày 1 giờ 5 phút', '“step ask” sends its message at the latest 1 day 1 hour 5 minutes after the start'],
    [true, '“bước ask” không gửi tin vì khách đã nhận đủ tin', '“step ask” leaves its message out because of the frequency cap'],
    [true, '“bước vip” rẽ theo nhánh “lối true”', '“step vip” goes on by “way true”'],
    [true, 'Kết thúc trong vòng 2 tuần', 'Ends within 2 weeks'],
    [false, 'Tốn nhiều nhất 1.250.000 ₫', 'Costs 1.250.000 ₫ at most'],
  ]);
});

test('what comes in during a scenario comes on its clock, in order', () => {
  const waits = aPlan({ start: aTrigger(), pay: anAwait({ timeout: { amount: 1, unit: 'days' } }) }, ['start.next>pay']);
  const events = scenarioEvents({
    startAt,
    events: [
      { afterMinutes: 90, type: 'payment.received', payload: { orderCode: 'A1', amount: 2 } },
      { afterMinutes: 30, type: 'payment.received', payload: { orderCode: 'A1', amount: 1 } },
    ],
  });
  const { records } = simulate({ plan: waits, trigger: { order: { code: 'A1' } }, startAt, events });

  expect(records.at(-1)).toMatchObject({ at: Date.parse(startAt) + 30 * 60_000, output: { amount: 1 } });
});
