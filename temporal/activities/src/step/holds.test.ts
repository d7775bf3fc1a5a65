import type { StepDecision } from '@noi/db';
import { expect, test } from 'vitest';
import { mayRepeat, unknownPolicy } from './holds.ts';

const at = '2026-11-22T03:00:00.000Z';
const asked: StepDecision = { at, token: 't1', outcome: 'hold', key: 'unknown:r/t1' };
const resent: StepDecision = { at, token: 't1', outcome: 'delay', key: 'unknown:r/t1' };
const night: StepDecision = { at, token: 't2', outcome: 'delay' };
const sent: StepDecision = { at, token: 't2', outcome: 'send' };

test.each<[string, readonly StepDecision[], boolean]>([
  ['nobody said so', [], false],
  ['a person was asked, and the step comes again', [asked], true],
  ['the policy said so', [resent], true],
  ['it was put off on the way', [asked, night], true],
  ['it was done again already', [asked, sent], false],
  ['another account was lost', [{ ...asked, key: 'connection:c' }], false],
])('a call of unknown outcome is repeated: %s', (_, decisions, expected) => {
  expect(mayRepeat(decisions)).toBe(expected);
});

test.each<['resend' | 'skip' | undefined, readonly StepDecision[], string]>([
  [undefined, [], 'held'],
  ['skip', [], 'skipped'],
  ['resend', [], 'delayed'],
  ['resend', [night], 'delayed'],
  ['resend', [resent], 'held'],
])('by the policy %s after %o it is %s', (policy, decisions, outcome) => {
  const text = { vi: 'Chưa rõ.', en: 'Not known.' };
  const answer = unknownPolicy({ policy, decisions, runId: 'r', token: 't3', text, now: new Date(at) });
  expect([answer.key, answer.held.outcome]).toEqual(['unknown:r/t3', outcome]);
});
