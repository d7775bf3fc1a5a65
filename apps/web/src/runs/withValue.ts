/** A record of named values, as the input of a step is one. */
export function isData(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record or list with one of its values changed; all else is the same object. */
export function withValue(value: unknown, key: string | number, next: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner, at) => (at === key ? next : inner));
  return isData(value) ? { ...value, [key]: next } : value;
}
