import { expect, test, vi } from 'vitest';
import { isDatabaseAway, persist } from './persist.ts';

const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn() };
const pgError = (code: string) => Object.assign(new Error('pg'), { code });

test('a write waits until the database is back', async () => {
  vi.useFakeTimers();
  const write = vi.fn<() => Promise<string>>().mockRejectedValueOnce(pgError('57P01')).mockRejectedValueOnce(pgError('ECONNREFUSED')).mockResolvedValue('kept');

  const kept = persist(write, logger);
  await vi.advanceTimersByTimeAsync(200);

  expect(await kept).toBe('kept');
  expect(write).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});

test('a write that the database refuses is not repeated', async () => {
  await expect(persist(() => Promise.reject(pgError('22P05')), logger)).rejects.toThrow('pg');
});

test('an absent database is told from one that said no, also as a cause', () => {
  expect(isDatabaseAway(new Error('query failed', { cause: pgError('ECONNRESET') }))).toBe(true);
  expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isDatabaseAway(pgError('23505'))).toBe(false);
  expect(isDatabaseAway('no error')).toBe(false);
});
