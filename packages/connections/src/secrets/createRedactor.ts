const HIDDEN = '•••';
/** Shorter values (a port, "yes") would blot out half of a text without hiding anything. */
const SHORTEST = 6;

export interface Redactor {
  text(value: string): string;
  /** The same value, every secret in it hidden, however deep. */
  value(value: unknown): unknown;
}

/** Hides secrets in whatever is stored, logged or shown: as they are, and as addresses and JSON write them. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const spellings = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')]);
  const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length);

  const text = (value: string) => longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, HIDDEN), value);

  function value(given: unknown): unknown {
    if (typeof given === 'string') return text(given);
    if (Array.isArray(given)) return given.map(value);
    if (typeof given !== 'object' || given === null || Object.getPrototypeOf(given) !== Object.prototype) return given;
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [text(key), value(inner)]));
  }

  return { text, value };
}
