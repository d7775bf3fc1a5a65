import { isDatabaseAway } from '@noi/temporal-activities';

/** Serialization failure, deadlock, lock time-out: the same work succeeds when it is done again. */
const collisionCodes = /^(40001|40P01|55P03|P2034)$/;

/** The database could not be reached, or asks for the same work again: no event is at fault. */
export function isPassing(error: unknown): boolean {
  return isDatabaseAway(error) || isCollision(error);
}

function isCollision(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && collisionCodes.test(String(error.code))) || isCollision(error.cause);
}

/** Class, code and first line: enough to find it, little of the data. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code}: ${error.message.split('\n')[0] ?? ''}`.slice(0, 300);
}
