/** The files that the value of a file field names, by id: one, or a list. Data put in by an expert are known only when the step runs. */
export function filesNamed(value: unknown): readonly string[] {
  const ids = Array.isArray(value) ? value : [value];
  return ids.filter((id): id is string => typeof id === 'string' && id !== '' && !id.includes('{{'));
}
