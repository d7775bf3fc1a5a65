import { expect, test } from 'vitest';
import type { ApiOutputs } from '../api/trpc.ts';
import { focusOn, wholeRun } from './runFocus.ts';
import { itemOf, visitInFocus, visitsOf } from './stepVisits.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

const row = (item: number, state: StepRun['state'], stepId = 'send'): StepRun => ({
  ...{ runId: 'r', stepId, scope: `root/each#1[${item}]`, visit: 1, attempt: 1, state, input: null, output: null, error: null, reason: null, port: null },
  ...{
    attempts: [],
    decisions: [],
    waitUntil: null,
    startedAt: `2026-11-22T03:0${item}:00.000Z`,
    endedAt: state === 'waiting' ? null : '2026-11-22T04:00:00.000Z',
  },
});

test('the visits of one step, oldest first', () => {
  const visits = visitsOf([row(2, 'done'), row(0, 'done'), row(1, 'done', 'other')], 'send');
  expect(visits.map(itemOf)).toEqual([1, 3]);
});

test.each([
  ['what failed', ['done', 'failed', 'waiting'], 1],
  ['what goes on', ['done', 'waiting', 'done'], 1],
  ['the last', ['done', 'done', 'done'], 2],
] as const)('%s is looked at first', (_, states, expected) => {
  const rows = states.map((state, item) => row(item, state));
  expect(visitInFocus(rows, wholeRun)).toBe(expected);
});

test('while one item is looked at, only what ran for it is shown', () => {
  const rows = [row(0, 'failed'), row(1, 'done')];
  expect(visitInFocus(rows, focusOn(wholeRun, row(1, 'done')))).toBe(1);
  expect(visitInFocus(rows, focusOn(wholeRun, row(2, 'done', 'other')))).toBe(-1);
});

test('outside of loops there is no item', () => {
  expect(itemOf({ scope: 'root' })).toBeNull();
});
