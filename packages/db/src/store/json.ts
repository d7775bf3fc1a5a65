import type { Prisma } from '../generated/client.ts';

/**
 * JSON for a `jsonb` value. PostgreSQL refuses two things that JavaScript strings may hold, NUL and lone surrogates; a provider's
 * odd byte must not make an event impossible to store, so they become the replacement character.
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  if (!json.includes('\\u')) return json;
  // Escaped backslashes are matched in pairs, so that the text `\\u0000` stays what it is.
  return json.replace(/\\(\\|u0000|ud[89a-f][0-9a-f]{2})/g, (match, what) => (what === '\\' ? match : '\\ufffd'));
}

/** The same, as Prisma takes it. */
export function jsonInput(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(toJson(value)) as Prisma.InputJsonValue;
}

/** A JSON column as its type. Only this package writes these columns, through the same types, so they are not checked again. */
export function fromJson<T>(value: unknown): T {
  return value as T;
}
