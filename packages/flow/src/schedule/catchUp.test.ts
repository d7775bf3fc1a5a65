import { expect, test } from 'vitest';
import { dueNow } from './catchUp.ts';

const now = Date.parse('2026-11-22T10:00:30Z');
const hour = 3_600_000;
const cursor = now - 24 * hour;
const ask = (catchUp: 'all' | 'last' | 'none', over: { cursor?: number; everyMinutes?: number; now?: number } = {}) =>
  dueNow({
    schedule: { repeat: 'everyMinutes', everyMinutes: over.everyMinutes ?? 60, catchUp },
    timezone: 'UTC',
    cursor: over.cursor ?? cursor,
    until: over.now ?? now,
    now: over.now ?? now,
  });

test('all: every due time since the cursor', () => {
  const { due, isCut, next } = ask('all');
  expect(due).toHaveLength(24);
  expect(due.at(-1)).toBe(Date.parse('2026-11-22T10:00:00Z'));
  expect(isCut).toBe(false);
  expect(next).toBe(Date.parse('2026-11-22T11:00:00Z'));
});

test('all: no more than a thousand, and it is told', () => {
  const { due, isCut } = ask('all', { everyMinutes: 1 });
  expect(due).toHaveLength(1_000);
  expect(isCut).toBe(true);
});

test('last: one for the whole outage', () => {
  expect(ask('last').due).toEqual([Date.parse('2026-11-22T10:00:00Z')]);
  expect(ask('last', { now: Date.parse('2026-11-22T10:30:00Z') }).due).toEqual([Date.parse('2026-11-22T10:00:00Z')]);
});

test('none: only what is on time', () => {
  expect(ask('none').due).toEqual([Date.parse('2026-11-22T10:00:00Z')]);
  expect(ask('none', { now: Date.parse('2026-11-22T10:30:00Z') }).due).toEqual([]);
});

test.each(['all', 'none'] as const)('%s: a few that are seen to within moments are all on time', (catchUp) => {
  expect(ask(catchUp, { everyMinutes: 1, cursor: Date.parse('2026-11-22T09:57:10Z') }).due).toHaveLength(3);
});

test('a clock that jumped back starts nothing again', () => {
  const { due, next } = ask('all', { cursor: now + hour });
  expect(due).toEqual([]);
  expect(next).toBe(Date.parse('2026-11-22T12:00:00Z'));
});
