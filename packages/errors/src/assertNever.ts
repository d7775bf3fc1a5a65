/** Marks a branch that the types say cannot happen; the compiler points here when a variant is added. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled variant: ${JSON.stringify(value)}`);
}
