import { expect, test } from 'vitest';
import { AppError, toAppError } from './AppError.ts';
import { assertNever } from './assertNever.ts';
import { type ErrorCode, errorCodes } from './codes.ts';

test.each(Object.entries(errorCodes))('%s answers %i, a status that says something went wrong', (code, status) => {
  expect(new AppError(code as ErrorCode).status).toBe(status);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(600);
});

test('details travel without the message, which is for logs', () => {
  const error = new AppError('revision_conflict', { message: 'Draft is at 7', revision: 7 });
  expect({ message: error.message, details: error.details, name: error.name }).toEqual({
    message: 'Draft is at 7',
    details: { revision: 7 },
    name: 'AppError',
  });
});

test('without a message the code stands in', () => {
  expect(new AppError('not_found').message).toBe('not_found');
});

test('an error of ours stays itself; anything else becomes internal with its cause, and shows nothing of it', () => {
  const ours = new AppError('forbidden');
  expect(toAppError(ours)).toBe(ours);

  const cause = new TypeError('password is hunter2');
  const hidden = toAppError(cause);
  expect(hidden).toMatchObject({ code: 'internal', status: 500, message: 'Unexpected error', details: {}, cause });
  expect(toAppError('text').cause).toBe('text');
});

test('a variant that nobody handles is named', () => {
  expect(() => assertNever({ kind: 'new' } as never)).toThrow('Unhandled variant: {"kind":"new"}');
});
