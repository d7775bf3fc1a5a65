import type { Step, StepId } from '../graph/FlowGraph.ts';

/** The step with the data that it reads of copied steps (`steps.<id>.…`) read from their copies. */
export function pointAtCopies(step: Step, copies: ReadonlyMap<StepId, StepId>): Step {
  const read = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/\bsteps\.([a-zA-Z0-9_]+)/g, (whole, id: string) => (copies.has(id) ? `steps.${copies.get(id)}` : whole));
    if (Array.isArray(value)) return value.map(read);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, read(one)])) : value;
  };
  // Only names inside of texts differ.
  return read(step) as Step;
}
