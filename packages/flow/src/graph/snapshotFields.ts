import type { FieldDescriptor } from '@noi/node-sdk';
import type { DynamicSnapshot, InputValue } from './FlowGraph.ts';

/** The fields that were loaded from the account and frozen into a step. */
export function snapshotFields(snapshot: DynamicSnapshot): readonly FieldDescriptor[] {
  // The document's schema keeps them as plain JSON; the API wrote them from FieldDescriptor[].
  return snapshot.fields as unknown as readonly FieldDescriptor[];
}

/** What `DynamicSnapshot.madeFor` must hold for the present input: the values of the fields it depends on, as JSON. */
export function dynamicKey({ dependsOn, input }: { readonly dependsOn: readonly string[]; readonly input: Readonly<Record<string, InputValue>> }): string {
  return JSON.stringify(dependsOn.map((field) => input[field] ?? null));
}
