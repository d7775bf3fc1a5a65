import { expect, test } from 'vitest';
import { periodStart } from './period.ts';

test.each([
  ['24h', '2026-11-21T10:00:00.000Z'],
  ['7d', '2026-11-15T10:00:00.000Z'],
  ['30d', '2026-10-23T10:00:00.000Z'],
] as const)('%s begins at a full hour', (period, start) => {
  expect(periodStart(period, new Date('2026-11-22T10:37:12.345Z')).toISOString()).toBe(start);
});
