/** Words by their whole key: `runs.empty`. */
export function flatWords(words: object, prefix = ''): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat[`${prefix}${key}`] = value;
    else Object.assign(flat, flatWords(value, `${prefix}${key}.`));
  }
  return flat;
}
