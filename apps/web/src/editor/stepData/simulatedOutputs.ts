import type { StepRecord } from '@noi/flow';

/** What each step gave in a simulation; in a loop the last round stands for all. */
export function simulatedOutputs({ records }: { readonly records: readonly StepRecord[] }): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(records.flatMap(({ stepId, state, output }) => (state === 'done' && output ? [[stepId, output]] : [])));
}
