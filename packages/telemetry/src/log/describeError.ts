/**
 * Class, code and first line: enough to find it, little of the data. Of what a provider did, the kind alone: its words may speak of a person.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  if ('kind' in error) return `${error.name}${code}: ${String(error.kind)}`;
  const [line = ''] = error.message.split('\n');
  // The parser of JSON quotes what it stumbled over, and so does the database of data that it cannot take (class 22).
  const isAboutData = error instanceof SyntaxError || code.startsWith(' 22');
  const words = isAboutData ? line.replace(/".*"/, '"…"') : line;
  return `${error.name}${code}: ${words}`.slice(0, 300);
}
