import type { StepDecision } from '@noi/db';
import { expect, test } from 'vitest';
import { answeredBefore, comesForTurn, decisionOf, delayUntil } from './decisions.ts';

const at = new Date('2026-11-22T03:00:00.000Z');
const reason = { vi: 'Chờ.', en: 'Waits.' };
const delay: StepDecision = { at: at.toISOString(), token: 'root/send#1@1', outcome: 'delay', reason, until: '2026-11-22T04:00:00.000Z' };
const hold: StepDecision = { at: at.toISOString(), token: 'root/send#1@1~1', outcome: 'hold', reason, key: 'connection:c1' };

test('a repeat of a request that was put off or held gets the same answer', () => {
  expect(answeredBefore([delay], 'root/send#1@1')).toEqual({ outcome: 'delayed', until: Date.parse('2026-11-22T04:00:00.000Z'), reason });
  expect(answeredBefore([delay, hold], 'root/send#1@1~1')).toEqual({ outcome: 'held', key: 'connection:c1', reason });
});

test('the next request decides anew', () => {
  expect(answeredBefore([], 'root/send#1@1')).toBeNull();
  expect(answeredBefore([delay], 'root/send#1@1~1')).toBeNull();
  expect(answeredBefore([delay, hold], 'root/send#1@1')).toBeNull();
  expect(answeredBefore([{ at: at.toISOString(), token: 'a', outcome: 'send' }], 'a')).toBeNull();
});

test.each([
  ['before its turn', '2026-11-22T03:59:59.999Z', false],
  ['at its turn', '2026-11-22T04:00:00.000Z', true],
  ['a little later', '2026-11-22T04:00:05.000Z', true],
  ['when it overslept', '2026-11-22T04:00:05.001Z', false],
])('a step %s: %s', (_, now, expected) => {
  expect(comesForTurn([{ ...delay, hasTurn: true }], new Date(now))).toBe(expected);
  expect(comesForTurn([delay], new Date(now))).toBe(false);
});

test('a decision keeps what was answered', () => {
  const held = delayUntil({ at: at.getTime() + 0.4, cause: 'rate', isProbe: false });
  expect(decisionOf(held, { at, token: 't', hasTurn: true })).toEqual({
    at: at.toISOString(),
    token: 't',
    outcome: 'delay',
    until: '2026-11-22T03:00:00.001Z',
    reason: held.reason,
    hasTurn: true,
  });
  expect(decisionOf({ outcome: 'skipped', reason }, { at, token: 't' })).toEqual({ at: at.toISOString(), token: 't', outcome: 'skip', reason });
  const error = { kind: 'invalid_input', text: reason, repeatable: true } as const;
  expect(decisionOf({ outcome: 'failed', error }, { at, token: 't' })).toMatchObject({ outcome: 'refuse', reason });
});
