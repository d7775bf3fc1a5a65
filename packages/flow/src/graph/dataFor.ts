import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { StepId } from './FlowGraph.ts';
import { type DataForRequest, sourcesFor } from './sources.ts';
import { stepTitle } from './stepTitle.ts';

/** What one earlier step gives to the steps after it. */
export interface DataSource {
  /** `trigger`, or the step's id. */
  readonly stepId: StepId;
  /** What paths to its data start with: `trigger` or `steps.<id>`. */
  readonly root: string;
  readonly title: Text;
  readonly fields: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
}

/** What a step can read: the trigger's event and the output of every step before it, in reading order. A step that is not wired yet sees the trigger. */
export function dataFor({ graph, stepId, catalog }: DataForRequest): readonly DataSource[] {
  return sourcesFor({ graph, stepId, catalog }).map(({ step, ...source }) => ({ ...source, title: stepTitle({ step, graph, catalog }) }));
}
