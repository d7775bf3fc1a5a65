import { expect, test } from 'vitest';
import { dayIn } from './dayIn.ts';
import { decideEntry, type EntryStanding } from './decideEntry.ts';
import type { EntryRules } from './EntryRules.ts';

const now = Date.UTC(2026, 10, 22, 3);
const dayMs = 86_400_000;
const free: EntryStanding = { isRepeat: false, lastEntryAt: null, unfinished: 0, lane: { running: 0, queued: 0 } };
const decide = (rules: Omit<EntryRules, 'timezone'>, standing: Partial<EntryStanding> = {}) => {
  const decision = decideEntry({ rules: { timezone: 'Asia/Ho_Chi_Minh', ...rules }, standing: { ...free, ...standing }, now });
  if (decision.enter === 'refused') return decision.reason;
  return decision.endsFormer ? `${decision.enter}, ends the former` : decision.enter;
};
const policy = (name: NonNullable<EntryRules['entry']>['policy'], days?: number) => ({ entry: { policy: name, ...(days === undefined ? {} : { days }) } });
const two = { concurrency: { limit: 2 } };
const lane = (running: number, queued = 0) => ({ lane: { running, queued } });

test.each<[string, Omit<EntryRules, 'timezone'>, Partial<EntryStanding>, string]>([
  ['no rule lets all in', {}, { unfinished: 3 }, 'start'],
  ['a repeat is left out whatever else is said', policy('always'), { isRepeat: true }, 'repeat'],
  ['once: the first time', policy('once'), {}, 'start'],
  ['once: never again', policy('once'), { lastEntryAt: 0 }, 'once'],
  ['every 30 days: the first time', policy('oncePerDays', 30), {}, 'start'],
  ['every 30 days: a millisecond too soon', policy('oncePerDays', 30), { lastEntryAt: now - 30 * dayMs + 1 }, 'too_soon'],
  ['every 30 days: to the millisecond', policy('oncePerDays', 30), { lastEntryAt: now - 30 * dayMs }, 'start'],
  ['every so many days without a number is every day', policy('oncePerDays'), { lastEntryAt: now - dayMs + 1 }, 'too_soon'],
  ['a clock that jumped back lets nobody in early', policy('oncePerDays', 1), { lastEntryAt: now + 5 }, 'too_soon'],
  ['drop: nobody is in', policy('drop'), {}, 'start'],
  ['drop: somebody is in', policy('drop'), { unfinished: 1 }, 'busy'],
  ['queue: nobody is in', policy('queue'), {}, 'start'],
  ['queue: somebody is in', policy('queue'), { unfinished: 2 }, 'queue'],
  ['restart: nobody is in', policy('restart'), {}, 'start'],
  ['restart: somebody is in', policy('restart'), { unfinished: 1 }, 'start, ends the former'],
  ['at most two: room', two, lane(1), 'start'],
  ['at most two: full', two, lane(2), 'queue'],
  ['at most two: room, but others came before', two, lane(1, 1), 'queue'],
  ['at most two: others wait for their own person’s run', { ...two, ...policy('queue') }, lane(1, 1), 'start'],
  ['a limit of none would let nobody in ever, so it is one', { concurrency: { limit: 0 } }, lane(0), 'start'],
  ['restart in a full lane waits, and still ends the former', { ...two, ...policy('restart') }, { unfinished: 1, ...lane(2) }, 'queue, ends the former'],
  ['once, in a full lane', { ...two, ...policy('once') }, lane(2), 'queue'],
])('%s', (_, rules, standing, outcome) => {
  expect(decide(rules, standing)).toBe(outcome);
});

test.each([
  ['Asia/Ho_Chi_Minh', '2026-11-23'],
  ['America/New_York', '2026-11-22'],
  ['Mars/Olympus', '2026-11-22'],
])('a refusal falls on the day of %s', (timezone, day) => {
  expect(dayIn(timezone, Date.UTC(2026, 10, 22, 17))).toBe(day);
});
