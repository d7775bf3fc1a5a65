import { AppError } from '@noi/errors';
import { NodeError } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { isOutcomeUnknown, toStepError } from './toStepError.ts';

const now = new Date('2026-11-22T03:00:00Z');
const text = { vi: 'Nhà cung cấp bận.', en: 'The provider is busy.' };

test('a node error keeps its kind, words and the provider’s own code', () => {
  const error = toStepError(new NodeError('rate_limited', text, { providerCode: '429', retryAfterMs: 7_000, field: 'phone' }), 'none', now);

  expect(error).toEqual({ kind: 'rate_limited', text, providerCode: '429', retryAfterMs: 7_000, field: 'phone', repeatable: true });
});

test.each([
  [{ retryAfterMs: 259_200_001 }, { retryAfterMs: 259_200_000 }],
  [{ retryAfterMs: 1_795_000_000_000 }, { retryAfterMs: 259_200_000 }],
  [{ retryAfterMs: Number.POSITIVE_INFINITY }, { retryAfterMs: 259_200_000 }],
  [{ retryAfterMs: -5 }, { retryAfterMs: 0 }],
  [{ retryAfterMs: Number.NaN }, {}],
  [{ retryAt: '2026-12-23T06:00:00+07:00' }, { retryAt: '2026-12-23T06:00:00+07:00' }],
  [{ retryAt: '2081-11-22T03:00:00Z' }, {}],
  [{ retryAt: '+058850-01-01T00:00:00.000Z' }, {}],
])('a provider that says %o is waited for %o', (said, waits) => {
  expect(toStepError(new NodeError('quota', text, said), 'none', now)).toEqual({ kind: 'quota', text, repeatable: true, ...waits });
});

test('a lost answer of a call that may be repeated under its key is a time-out, to be tried again', () => {
  const error = toStepError(new NodeError('unknown_outcome', text), 'native', now);

  expect(error).toMatchObject({ kind: 'timeout', repeatable: true });
  expect(isOutcomeUnknown(error)).toBe(false);
});

test.each(['none', 'lookup'] as const)('a lost answer of a call that is not repeatable (%s) is never tried again blindly', (repeat) => {
  expect(isOutcomeUnknown(toStepError(new NodeError('timeout', text), repeat, now))).toBe(true);
  expect(isOutcomeUnknown(toStepError(new NodeError('unknown_outcome', text), repeat, now))).toBe(true);
  expect(isOutcomeUnknown(toStepError(new NodeError('unavailable', text), repeat, now))).toBe(false);
});

test('an answer that could not be read says nothing about what was done', () => {
  const unreadable = new NodeError('unavailable', text, { providerCode: 'unexpected_answer' });

  expect(isOutcomeUnknown(toStepError(unreadable, 'none', now))).toBe(true);
  expect(toStepError(unreadable, 'native', now)).toMatchObject({ kind: 'unavailable', repeatable: true });
});

test('a removed connection is something the shop can mend, in words that say how', () => {
  expect(toStepError(new AppError('connection_missing'), 'none', now)).toMatchObject({
    kind: 'invalid_input',
    text: { en: expect.stringContaining('publish again') },
  });
});

test('anything else is a fault of ours and shows nothing of what was thrown', () => {
  const error = toStepError(new TypeError('secret-token is not a function'), 'none', now);

  expect(error.kind).toBe('bug');
  expect(JSON.stringify(error)).not.toContain('secret-token');
});
