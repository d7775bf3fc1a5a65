import { expect, test } from 'vitest';
import { firstRound, type StoryLine, storyLines } from './storyLines.ts';

type Row = StoryLine['row'];

function row(stepId: string, { scope = 'root', at = 0, state = 'done' as Row['state'] } = {}): Row {
  const startedAt = new Date(Date.UTC(2026, 10, 22) + at).toISOString();
  return {
    ...{ runId: 'run', scope, stepId, visit: 1, attempt: 1, state, input: null, output: null, error: null, reason: null, port: null },
    ...{ attempts: [], decisions: [], waitUntil: null, startedAt, endedAt: null },
  };
}

/** `each(0: note, 1: note)`. */
const words = (lines: readonly StoryLine[]): string =>
  lines
    .map(({ row: { stepId }, rounds }) =>
      rounds.length === 0 ? stepId : `${stepId}(${rounds.map(({ index, lines: inner }) => `${index}: ${words(inner)}`).join(', ')})`,
    )
    .join(' ');

const nested = [
  row('last', { at: 9 }),
  row('note', { scope: 'root/each#1[10]', at: 8 }),
  row('each', { at: 1 }),
  row('race', { scope: 'root/each#1[2]', at: 4 }),
  row('left', { scope: 'root/each#1[2]/race#1[0]', at: 5 }),
  row('note', { scope: 'root/each#1[0]', at: 2, state: 'failed' }),
  row('trigger', { at: 0 }),
];

test('what ran in a body stands below its container, rounds in their order', () => {
  expect(words(storyLines(nested, []))).toBe('trigger each(0: note, 2: race(0: left), 10: note) last');
});

test('what began in the same moment is told from top to bottom', () => {
  expect(words(storyLines([row('ask'), row('start')], ['start', 'ask']))).toBe('start ask');
});

test('a round that failed is looked at first, else the last one', () => {
  const each = (rows: readonly Row[]) => storyLines(rows, []).find(({ row: { stepId } }) => stepId === 'each')?.rounds ?? [];
  expect(firstRound(each(nested))).toBe(0);
  expect(firstRound(each(nested.filter(({ state }) => state === 'done')))).toBe(1);
});
