import { type Belongs, type FlowGraph, runningGraph, type Scenario } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import { describeStep } from '../../canvas/describeStep.ts';
import type { EditorCatalog } from '../../catalog/EditorCatalog.ts';

/** An event that the flow waits for after its start, or its goal. */
export interface Listener {
  /** The step's id, or `goal`. */
  readonly key: string;
  readonly title: Text | null;
  readonly event: Scenario['events'][number]['type'];
  readonly belongs: Belongs;
  readonly sample: Readonly<Record<string, unknown>>;
}

/** What a flow listens to while it runs, in the order of the drawing. */
export function listenersOf(graph: FlowGraph, catalog: EditorCatalog): readonly Listener[] {
  const steps = Object.values(runningGraph(graph).steps).sort((one, other) => one.position.y - other.position.y);
  const awaited = steps.flatMap((step): Listener[] => {
    if (step.kind !== 'waitForEvent') return [];
    const node = catalog.trigger(step.node, step.nodeVersion);
    return node ? [{ key: step.id, title: describeStep(step, graph, catalog).title, event: node.event, belongs: step.belongs, sample: node.sample }] : [];
  });
  const { goal } = graph.settings;
  const node = goal && catalog.trigger(goal.node, goal.nodeVersion);
  return goal && node ? [...awaited, { key: 'goal', title: null, event: node.event, belongs: goal.belongs, sample: node.sample }] : awaited;
}
