import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { FlowGraph, StepId } from './FlowGraph.ts';
import { containersAround } from './levels.ts';
import { runningGraph } from './runningGraph.ts';
import type { Around, Source } from './Source.ts';
import { setSample } from './setSample.ts';
import { eventSource, sourcesAtEnd, sourcesFor, triggerSource } from './sources.ts';
import { stepOf } from './stepOf.ts';
import { stepTitle } from './stepTitle.ts';

interface DataForRequest extends Around {
  readonly stepId: StepId;
}

/** What one earlier step gives to the steps after it. */
export interface DataSource {
  /** `trigger`, `event`, or the step's id. */
  readonly stepId: StepId;
  /** What paths to its data start with: `trigger`, `steps.<id>`, or `event` in the condition of a step that waits for one. */
  readonly root: string;
  readonly title: Text;
  readonly fields: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
}

/**
 * What a step can read: the trigger's event, the output of every step before it on its own level and around it, and what the containers around it give
 * their body, in reading order. A step that is not wired yet sees the trigger. A step that waits for an event sees that one first.
 */
export function dataFor({ graph, stepId, catalog }: DataForRequest): readonly DataSource[] {
  return sourcesFor({ graph: runningFor(graph, stepId), stepId, catalog, sampleOfSet: setSample }).flatMap((source) =>
    source.fields.length === 0 ? [] : titled(source, { graph, catalog }),
  );
}

/** What the condition of the flow's goal can read: that event, and the one that started the run. */
export function dataForGoal({ graph, catalog }: Around): readonly DataSource[] {
  const { goal } = graph.settings;
  return [goal ? eventSource(goal, catalog) : null, triggerSource({ graph, catalog })].flatMap((source) => (source ? titled(source, { graph, catalog }) : []));
}

/** What the flow's outputs can read when a run is over: the trigger, and the steps of the flow's own level. */
export function dataForOutputs({ graph, catalog }: Around): readonly DataSource[] {
  return sourcesAtEnd({ graph: runningGraph(graph), catalog, sampleOfSet: setSample }).flatMap((source) =>
    source.fields.length === 0 ? [] : titled(source, { graph, catalog }),
  );
}

/** The flow as it would run with that step on: a form can be filled in while its step is off. */
function runningFor(graph: FlowGraph, stepId: StepId): FlowGraph {
  const around = [stepId, ...containersAround(graph, stepId).map(({ id }) => id)];
  const on = around.flatMap((id) => stepOf(graph, id) ?? []).filter(({ disabled }) => disabled);
  const steps = Object.fromEntries(on.map(({ disabled: _off, ...step }) => [step.id, step]));
  const running = runningGraph(on.length === 0 ? graph : { ...graph, steps: { ...graph.steps, ...steps } });
  return stepOf(running, stepId) ? running : graph;
}

function titled({ from, isOpen: _isOpen, ...source }: Source, { graph, catalog }: Around): DataSource {
  return { ...source, title: 'kind' in from ? stepTitle({ step: from, graph, catalog }) : from };
}
