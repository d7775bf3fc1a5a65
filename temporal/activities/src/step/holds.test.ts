import type { StepDecision } from '@noi/db';
import { expect, test } from 'vitest';
import { openQuestion, unknownPolicy } from './holds.ts';

const at = '2026-11-22T03:00:00.000Z';
const asked: StepDecision = { at, token: 't1', outcome: 'hold', key: 'unknown:r/t1' };
const resent: StepDecision = { at, token: 't1', outcome: 'delay', key: 'unknown:r/t1' };
const night: StepDecision = { at, token: 't2', outcome: 'delay' };
const sent: StepDecision = { at, token: 't2', outcome: 'send' };

test.each<[string, readonly StepDecision[], StepDecision | null]>([
  ['nothing was decided', [], null],
  ['a person was asked', [asked], asked],
  ['the policy said what to do', [resent], resent],
  ['it was put off on the way', [asked, night], asked],
  ['it was asked about twice', [resent, sent, asked], asked],
  ['it was done again already', [asked, sent], null],
  ['another account was lost', [{ ...asked, key: 'connection:c' }], null],
])('the open question about a call of unknown outcome, when %s', (_, decisions, expected) => {
  expect(openQuestion(decisions)).toEqual(expected);
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
