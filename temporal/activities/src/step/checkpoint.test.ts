import type { StepRunRow } from '@noi/db';
import { expect, test } from 'vitest';
import { answerFrom, doubtIn, openSince } from './checkpoint.ts';

const began = new Date('2026-11-22T03:00:00.000Z');
const error = { kind: 'unavailable', text: { vi: 'Bận', en: 'Busy' }, repeatable: true } as const;
const row = (change: Partial<StepRunRow>): StepRunRow => ({
  runId: 'r',
  scope: 'root',
  stepId: 'send',
  visit: 1,
  attempt: 1,
  state: 'running',
  input: null,
  output: null,
  error: null,
  reason: null,
  port: null,
  decisions: [],
  attempts: [{ attempt: 1, startedAt: began.toISOString(), endedAt: null }],
  waitUntil: null,
  startedAt: began,
  endedAt: null,
  ...change,
});

test('a finished visit answers with its output, whatever attempt asks', () => {
  expect(answerFrom(row({ state: 'done', output: { messageId: 'm1' } }), 2)).toEqual({ outcome: 'done', output: { messageId: 'm1' } });
});

test('a failed try answers its own repeat, and lets the next attempt begin', () => {
  expect(answerFrom(row({ state: 'retrying', error }), 1)).toEqual({ outcome: 'failed', error });
  expect(answerFrom(row({ state: 'retrying', error }), 2)).toBeNull();
});

test('a stopped run calls nobody any more', () => {
  expect(answerFrom(row({ state: 'stopped' }), 1)).toMatchObject({ outcome: 'skipped' });
});

test('a beginning without an end, not written by us, is a call that somebody may have made', () => {
  expect(openSince(row({}), new Date('2026-11-22T03:00:05.000Z'))).toEqual(began);
  expect(openSince(row({}), began)).toBeNull();
  expect(
    openSince(row({ state: 'retrying', attempts: [{ attempt: 1, startedAt: began.toISOString(), endedAt: began.toISOString(), error }] }), new Date()),
  ).toBeNull();
  expect(openSince(null, new Date())).toBeNull();
});

test('what was still to be found out when the step was put off is found out when it comes again', () => {
  const delay = { at: began.toISOString(), token: 't1', outcome: 'delay' } as const;
  expect(doubtIn([delay, { ...delay, doubtSince: began.toISOString() }])).toEqual(began);
  expect(doubtIn([{ ...delay, doubtSince: began.toISOString() }, delay])).toBeNull();
  expect(doubtIn([])).toBeNull();
});
