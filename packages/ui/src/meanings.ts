/** What a colour may mean in the product. Each has a strong and a soft CSS variable in both schemes. */
export type Meaning = 'trigger' | 'action' | 'logic' | 'wait' | 'message' | 'success' | 'failure' | 'held';

/** Text and icon colour of a meaning. */
export function strong(meaning: Meaning): string {
  return `var(--noi-${meaning})`;
}

/** Background colour of a meaning, readable under its `strong` colour. */
export function soft(meaning: Meaning): string {
  return `var(--noi-${meaning}-soft)`;
}
