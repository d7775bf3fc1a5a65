import type { StepKind } from './steps.ts';

/** Steps that hold others. */
export const containerKinds = ['parallel', 'first', 'forEach', 'repeat'] as const satisfies readonly StepKind[];
export type ContainerKind = (typeof containerKinds)[number];

/** Whether a step holds others. */
export function isContainer<S extends { readonly kind: StepKind }>(step: S): step is S & { readonly kind: ContainerKind } {
  return containerKinds.some((kind) => kind === step.kind);
}
