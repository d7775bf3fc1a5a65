import { expect, test } from 'vitest';
import { isEventsFault } from './faults.ts';

const pgError = (code: string) => Object.assign(new Error('detail'), { code });

test.each([
  ['a stumble of our own code', new TypeError('x is undefined'), true],
  ['data that the database refuses', pgError('22P05'), true],
  ['a broken constraint', new Error('query', { cause: pgError('23514') }), true],
  ['a key that is too long for its index', pgError('54000'), true],
  ['one row told twice', pgError('21000'), true],
  ['a table that is not there yet', pgError('42P01'), false],
  ['a deadlock', pgError('40P01'), false],
  ['a server that shuts down', pgError('57P01'), false],
  ['a server that is away', pgError('ECONNREFUSED'), false],
])('%s is the event’s fault or not', (_, error, isFault) => {
  expect(isEventsFault(error)).toBe(isFault);
});
