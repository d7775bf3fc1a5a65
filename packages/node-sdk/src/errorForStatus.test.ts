import { expect, test } from 'vitest';
import { errorForStatus } from './errorForStatus.ts';

const answer = { headers: {}, text: '', repeatable: true, now: new Date('2026-11-22T03:00:00Z') };

test.each([
  [200, true, undefined],
  [304, true, undefined],
  [400, true, 'rejected'],
  [401, true, 'unauthorized'],
  [403, true, 'rejected'],
  [404, false, 'rejected'],
  [429, false, 'rate_limited'],
  [500, true, 'unavailable'],
  [500, false, 'unknown_outcome'],
  [503, false, 'unknown_outcome'],
])('status %i, repeatable %s: %s', (status, repeatable, kind) => {
  expect(errorForStatus({ ...answer, status, repeatable })?.kind).toBe(kind);
});

test.each([
  ['2.0', 2000],
  ['60', 60_000],
  ['Sun, 22 Nov 2026 03:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 03:00:00 GMT', 0],
  ['-5', 0],
  ['soon', undefined],
  // Times since 1970, in seconds and in milliseconds.
  [String(Date.parse('2026-11-22T03:01:00Z') / 1000), 60_000],
  [String(Date.parse('2026-11-22T03:01:00Z')), 60_000],
  // Nobody waits longer than three days.
  ['604800', 259_200_000],
  ['Infinity', 259_200_000],
  ['99999999999999999999', 259_200_000],
  ['Sun, 22 Nov 2082 03:00:30 GMT', 259_200_000],
])('Retry-After %s waits %s ms', (header, expected) => {
  expect(errorForStatus({ ...answer, status: 429, headers: { 'retry-after': header } })?.options.retryAfterMs).toBe(expected);
});

test('keeps the start of the provider’s words for support', () => {
  expect(errorForStatus({ ...answer, status: 422, text: 'x'.repeat(1000) })?.options).toEqual({ providerCode: '422', providerMessage: 'x'.repeat(300) });
});
