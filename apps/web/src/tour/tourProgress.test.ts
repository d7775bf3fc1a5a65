import { expect, test } from 'vitest';
import { type TourFacts, tourProgress } from './tourProgress.ts';

const startedAt = '2026-11-22T03:00:00.000Z';
const later = '2026-11-22T03:01:00.000Z';
const before = '2026-11-21T03:00:00.000Z';
const nothing: TourFacts = { hasLooked: false, flows: [], runs: [], messages: [] };
const flow = { id: 'f', status: 'draft' as const, updatedAt: later, lastRunAt: null };
const live = { ...flow, status: 'live' as const };
const run = { id: 'r', startedAt: later, state: 'waiting' };

test.each<[string, Partial<TourFacts>, string | null]>([
  ['at the beginning', {}, 'pick'],
  [
    'flows, runs and messages of before do not count',
    { flows: [{ ...live, updatedAt: before, lastRunAt: before }], runs: [{ ...run, startedAt: before }], messages: [{ lastAt: before }] },
    'pick',
  ],
  ['a flow was made', { flows: [flow] }, 'look'],
  ['its steps were looked at', { flows: [flow], hasLooked: true }, 'publish'],
  ['it is live', { flows: [live], hasLooked: true }, 'order'],
  ['published without a look: the look is behind', { flows: [live] }, 'order'],
  ['an order started a run', { flows: [live], runs: [run] }, 'skip'],
  ['the run went on', { flows: [live], runs: [{ ...run, state: 'done' }] }, 'message'],
  ['the message is there', { flows: [live], runs: [{ ...run, state: 'done' }], messages: [{ lastAt: later }] }, null],
])('%s', (_name, facts, current) => {
  expect(tourProgress(startedAt, { ...nothing, ...facts }).current).toBe(current);
});

test('it follows the flow that is live, and its newest run', () => {
  const facts = { ...nothing, flows: [{ ...flow, id: 'later', updatedAt: '2026-11-22T03:05:00.000Z' }, live], runs: [run] };
  expect(tourProgress(startedAt, facts)).toMatchObject({ flowId: 'f', runId: 'r' });
});
