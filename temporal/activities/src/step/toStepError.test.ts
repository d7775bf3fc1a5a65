import { AppError } from '@noi/errors';
import { NodeError } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { isOutcomeUnknown, toStepError } from './toStepError.ts';

const text = { vi: 'Nhà cung cấp bận.', en: 'The provider is busy.' };

test('a node error keeps its kind, words and the provider’s own code', () => {
  const error = toStepError(new NodeError('rate_limited', text, { providerCode: '429', retryAfterMs: 7_000, field: 'phone' }), 'none');

  expect(error).toEqual({ kind: 'rate_limited', text, providerCode: '429', retryAfterMs: 7_000, field: 'phone', repeatable: true });
});

test('a lost answer of a call that may be repeated under its key is a time-out, to be tried again', () => {
  const error = toStepError(new NodeError('unknown_outcome', text), 'native');

  expect(error).toMatchObject({ kind: 'timeout', repeatable: true });
  expect(isOutcomeUnknown(error)).toBe(false);
});

test.each(['none', 'lookup'] as const)('a lost answer of a call that is not repeatable (%s) is never tried again blindly', (repeat) => {
  expect(isOutcomeUnknown(toStepError(new NodeError('timeout', text), repeat))).toBe(true);
  expect(isOutcomeUnknown(toStepError(new NodeError('unknown_outcome', text), repeat))).toBe(true);
  expect(isOutcomeUnknown(toStepError(new NodeError('unavailable', text), repeat))).toBe(false);
});

test('an answer that could not be read says nothing about what was done', () => {
  const unreadable = new NodeError('unavailable', text, { providerCode: 'unexpected_answer' });

  expect(isOutcomeUnknown(toStepError(unreadable, 'none'))).toBe(true);
  expect(toStepError(unreadable, 'native')).toMatchObject({ kind: 'unavailable', repeatable: true });
});

test('a removed connection is something the shop can mend, in words that say how', () => {
  expect(toStepError(new AppError('connection_missing'), 'none')).toMatchObject({
    kind: 'invalid_input',
    text: { en: expect.stringContaining('publish again') },
  });
});

test('anything else is a fault of ours and shows nothing of what was thrown', () => {
  const error = toStepError(new TypeError('secret-token is not a function'), 'none');

  expect(error.kind).toBe('bug');
  expect(JSON.stringify(error)).not.toContain('secret-token');
});
