import { isDatabaseAway } from '@noi/temporal-activities';

/** Classes of SQLSTATE: more rows than one, data, constraints, more than the database's limits (a key too long for its index). */
const eventsFaults = ['21', '22', '23', '54'];

/**
 * Whether what stopped a batch lies in one of its events: our own code stumbled over it, or the database refused its data.
 * Everything else the database says (away, busy, collision, a table that is not there yet) is nobody's fault in the batch.
 */
export function isEventsFault(error: unknown): boolean {
  if (isDatabaseAway(error)) return false;
  const code = sqlStateOf(error);
  return code === null || eventsFaults.some((kind) => code.startsWith(kind));
}

function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) return error.code;
  return sqlStateOf(error.cause);
}
