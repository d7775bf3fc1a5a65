import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';

/**
 * Repeats a write until it lands. What a provider has done cannot be undone by our database being away, so the record of
 * it waits in memory, with back-off, for as long as this process lives.
 */
export async function persist<T>(write: () => Promise<T>, logger: Logger): Promise<T> {
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    try {
      return await write();
    } catch (error) {
      if (isRefused(error)) throw error;
      logger.warn({ err: describeError(error), pauseMs }, 'a record could not be written; trying again');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** Data exceptions, broken constraints, wrong SQL: the database is up and says no, so asking again cannot help. */
function isRefused(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(22|23|42)[0-9A-Z]{3}$/.test(code);
}

const awayCodes = /^(08|53|57)[0-9A-Z]{3}$|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|P1001|P1002|P1008|P1017|P2024)$/;
const awayWords = /connection terminated|connection timeout|server closed the connection|timeout exceeded when trying to connect|terminating connection/i;

/** The database could not be reached, as opposed to having answered something we did not like. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return awayCodes.test(code) || awayWords.test(error.message) || isDatabaseAway(error.cause);
}
