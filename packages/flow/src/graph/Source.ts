import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { DataPath } from '../template/dataPath.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import type { FlowGraph, Step, StepId, StepOf } from './FlowGraph.ts';
import { type FoundField, findField } from './findField.ts';

/** Data of one earlier step, or of an awaited event, before it gets a title. */
export interface Source {
  /** `trigger`, `event`, or the step's id. */
  readonly stepId: StepId;
  /** What paths to its data start with: `trigger`, `event` or `steps.<id>`. */
  readonly root: string;
  /** The step that gives it, or what an awaited event is called. */
  readonly from: Step | Text;
  readonly fields: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
  /** Nobody can say beforehand what it holds besides: any path into it may lead somewhere. */
  readonly isOpen?: true;
}

/** What a step gives. */
export type Output = Pick<Source, 'fields' | 'sample' | 'isOpen'>;

export interface Around {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
}

/** Works out the values of a set step from the samples of what comes before it. */
export type SampleOfSet = (step: StepOf<'set'>, earlier: readonly Source[], graph: FlowGraph) => Source['sample'];

/** Words and checks ask for no samples; who shows data works them out, which takes all that renders templates. */
export interface Sampling {
  readonly sampleOfSet?: SampleOfSet;
}

/** Finds what gives the data at a path's root. `side` says where a container is looked at from; without it, from both. */
export type SourceLookup = (root: DataPath, side?: Side) => Source | null;

/** A container gives one thing to its body and another to the steps behind it. */
export type Side = 'inside' | 'outside';

/** Finds what a whole path (`trigger.order.code`) means. */
export function findData(lookup: SourceLookup, path: DataPath): FoundField | null {
  const source = lookup(path);
  return source && findIn(source, path.slice(path[0] === 'steps' ? 2 : 1));
}

/** Finds what a path inside a source means. */
export function findIn({ fields, isOpen }: Output, inside: DataPath): FoundField | null {
  if (inside.length === 0) return null;
  const found = findField(fields, inside);
  if (found || !isOpen) return found;
  return { field: null, presence: 'unknown', labels: inside.map((part) => ({ vi: String(part), en: String(part) })) };
}

/** A lookup among sources that are already known. */
export function lookupAmong(sources: readonly Source[]): SourceLookup {
  return ([root, id]) => sources.find((source) => source.root === (root === 'steps' ? `steps.${id}` : root)) ?? null;
}

/** The sample of one of several sources. */
export function sampleOf(sources: readonly Source[], stepId: string): Readonly<Record<string, unknown>> {
  return sources.find((source) => source.stepId === stepId)?.sample ?? {};
}
