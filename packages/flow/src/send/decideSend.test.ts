import { describe, expect, test } from 'vitest';
import { countedSince, decideSend, type SendDecision, type SendQuestion } from './decideSend.ts';
import { readRecipient } from './readRecipient.ts';

const hanoi = (time: string, day = '2026-11-22') => Date.parse(`${day}T${time}:00+07:00`);
const noPhone = readRecipient({ channel: 'zalo', written: '' });
const free: SendQuestion = {
  now: hanoi('12:00'),
  timezone: 'Asia/Ho_Chi_Minh',
  channel: 'zalo',
  purpose: 'care',
  recipient: { ok: true, address: '+84912345678' },
  hasConsent: true,
  sentSince: () => 0,
};
const cap = { messages: 1, days: 7 };
const night = { from: '22:00', to: '07:00' };
const ad = { channel: 'sms', purpose: 'promotion' };
const late = hanoi('23:00');
const until = (time: string, day: string) => `delay until ${new Date(hanoi(time, day)).toISOString()}`;

function words(decision: SendDecision): string {
  if (decision.outcome === 'send') return 'send';
  return decision.outcome === 'delay'
    ? `delay until ${new Date(decision.until).toISOString()}: ${decision.reason.en}`
    : `${decision.outcome}: ${decision.reason.en}`;
}

test.each<[string, Partial<SendQuestion>, string]>([
  ['nothing objects', {}, 'send'],
  ['the address cannot be one', { recipient: noPhone }, 'refuse: The order has no phone'],
  ['no consent', { hasConsent: false }, 'skip: The customer has not agreed'],
  ['one below the cap', { frequencyCap: { messages: 2, days: 7 }, sentSince: () => 1 }, 'send'],
  ['at the cap', { frequencyCap: cap, sentSince: () => 1 }, 'skip: The customer got 1 message in the last 7 days'],
  ['two ads in a day', { ...ad, sentSince: () => 2 }, 'send'],
  ['three ads in a day', { ...ad, sentSince: () => 3 }, 'skip: The customer got 3 advertising messages'],
  ['three ads by email', { ...ad, channel: 'email', sentSince: () => 3 }, 'send'],
  ['three care messages by SMS', { ...ad, purpose: 'care', sentSince: () => 3 }, 'send'],
  ['before quiet hours', { quietHours: night, now: hanoi('22:00') - 1 }, 'send'],
  [
    'the first minute of quiet hours',
    { quietHours: night, now: hanoi('22:00') },
    `${until('07:00', '2026-11-23')}: These are the flow's quiet hours (22:00–07:00)`,
  ],
  ['after midnight in quiet hours', { quietHours: night, now: hanoi('06:59') }, `${until('07:00', '2026-11-22')}: These are the flow's`],
  ['the first minute after them', { quietHours: night, now: hanoi('07:00') }, 'send'],
  ['quiet hours within a day', { quietHours: { from: '11:30', to: '13:30' } }, `${until('13:30', '2026-11-22')}: These are the flow's`],
  [
    'quiet hours on the clock of the flow',
    { quietHours: night, timezone: 'Europe/Berlin', now: hanoi('12:00') },
    `${until('13:00', '2026-11-22')}: These are the flow's`,
  ],
  ['an ad at night', { ...ad, now: late }, `${until('07:00', '2026-11-23')}: Advertising may be sent only from 07:00 to 22:00`],
  ['care at night', { ...ad, purpose: 'care', now: late }, 'send'],
  ['a transaction at night', { ...ad, purpose: 'transaction', now: late }, 'send'],
  ['an ad on Vietnam’s clock, wherever the flow is', { ...ad, timezone: 'America/New_York', now: late }, `${until('07:00', '2026-11-23')}: Advertising`],
  ['both hours, one after the other', { ...ad, quietHours: { from: '06:00', to: '09:00' }, now: late }, `${until('09:00', '2026-11-23')}: Advertising`],
  ['a template that the provider closed', { templateProblem: { vi: 'Mẫu bị khoá.', en: 'Template closed.' } }, 'refuse: Template closed.'],
  ['no quota left', { quota: { resumesAt: hanoi('06:00', '2026-11-23') } }, `${until('06:00', '2026-11-23')}: The account has used up`],
  [
    'no quota left, and it comes back in quiet hours',
    { quota: { resumesAt: hanoi('06:00', '2026-11-23') }, quietHours: night },
    `${until('07:00', '2026-11-23')}: The account has used up`,
  ],
  ['quota that is back', { quota: { resumesAt: free.now } }, 'send'],
  ['no hour left', { ...ad, quietHours: { from: '07:00', to: '22:00' }, now: late }, 'skip: The flow’s quiet hours and the hours set by law leave no time'],
])('%s', (_, change, expected) => {
  expect(words(decideSend({ ...free, ...change })).startsWith(expected), words(decideSend({ ...free, ...change }))).toBe(true);
});

describe('the order: all object at once, and each that is taken away lets the next speak', () => {
  const provider = { templateProblem: { vi: 'Mẫu bị khoá.', en: 'Template closed.' }, quota: { resumesAt: hanoi('08:00', '2026-11-23') } };
  const all = { ...free, ...ad, ...provider, now: late, recipient: noPhone, hasConsent: false, frequencyCap: cap, quietHours: night, sentSince: () => 9 };
  const allowed = { recipient: free.recipient, hasConsent: true, sentSince: () => 0, quietHours: undefined, now: free.now };
  test.each<[Partial<SendQuestion>, string]>([
    [{}, 'refuse: The order has no phone'],
    [{ recipient: free.recipient }, 'skip: The customer has not agreed'],
    [{ recipient: free.recipient, hasConsent: true }, 'skip: The customer got 1 message in the last 7 days'],
    [{ recipient: free.recipient, hasConsent: true, frequencyCap: undefined }, 'skip: The customer got 3 advertising messages'],
    [{ recipient: free.recipient, hasConsent: true, sentSince: () => 0 }, `${until('07:00', '2026-11-23')}: These are the flow's quiet hours`],
    [{ recipient: free.recipient, hasConsent: true, sentSince: () => 0, quietHours: undefined }, `${until('07:00', '2026-11-23')}: Advertising`],
    [allowed, 'refuse: Template closed.'],
    [{ ...allowed, templateProblem: undefined }, `${until('08:00', '2026-11-23')}: The account has used up`],
    [{ ...allowed, templateProblem: undefined, quota: undefined }, 'send'],
  ])('%o', (change, expected) => {
    expect(words(decideSend({ ...all, ...change })).startsWith(expected)).toBe(true);
  });
});

test('each cap counts from its own time', () => {
  const asked: number[] = [];
  const question = { ...free, ...ad, frequencyCap: { messages: 5, days: 7 } };
  decideSend({ ...question, sentSince: (since) => asked.push(since) - 1 });

  expect(asked).toEqual([hanoi('12:00', '2026-11-15'), hanoi('12:00', '2026-11-21')]);
  expect(countedSince(question)).toEqual(asked);
  expect(countedSince(free)).toEqual([]);
});
