import type { FlowGraph, Goal, Step, StepId } from './FlowGraph.ts';
import { handlerPart, readingOrder } from './reach.ts';
import type { Around, Output, Sampling, Side, Source, SourceLookup } from './Source.ts';
import { stepOf, stepsById } from './stepOf.ts';
import { outputOf } from './stepOutput.ts';
import { visibleSteps } from './visibleSteps.ts';

interface SourcesRequest extends Around, Sampling {
  readonly stepId: StepId;
}

/** The trigger's event and the output of every step that this one can read, in reading order; before them the event that it waits for, which its condition reads. */
export function sourcesFor({ stepId, ...around }: SourcesRequest): readonly Source[] {
  const { graph, catalog } = around;
  const visible = visibleSteps(graph, stepId);
  const trigger = triggerFor(graph, visible, stepId);
  const step = stepOf(graph, stepId);
  const sources: Source[] = [];
  const others = readingOrder(graph).flatMap((id) => (visible.has(id) ? (stepOf(graph, id) ?? []) : []));
  for (const other of [...(trigger ? [trigger] : []), ...others.filter(({ kind }) => kind !== 'trigger')]) {
    const source = sourceOf(other, { ...around, side: visible.get(other.id), earlier: sources });
    if (source) sources.push(source);
  }
  const event = step?.kind === 'waitForEvent' ? eventSource(step, catalog) : null;
  return event ? [event, ...sources] : sources;
}

/** An awaited event, as its condition reads it: `event.…`. */
export function eventSource({ node, nodeVersion }: Pick<Goal, 'node' | 'nodeVersion'>, catalog: Around['catalog']): Source | null {
  const trigger = catalog.trigger(node, nodeVersion);
  return trigger ? { stepId: 'event', root: 'event', from: trigger.title, fields: trigger.output, sample: trigger.sample } : null;
}

/** What the flow's settings can read of the trigger's event. */
export function triggerSource({ graph, catalog }: Around): Source | null {
  const trigger = stepsById(graph).find(({ kind }) => kind === 'trigger');
  return trigger ? sourceOf(trigger, { earlier: [], graph, catalog }) : null;
}

/** What is there to read when a run is over: the trigger, and the steps of the flow's own level but for the error handler's part. */
export function sourcesAtEnd(around: Around & Sampling): readonly Source[] {
  const { graph } = around;
  const handled = handlerPart(graph);
  const sources: Source[] = [];
  const trigger = triggerSource(around);
  if (trigger) sources.push(trigger);
  for (const id of readingOrder(graph)) {
    const step = stepOf(graph, id);
    if (!step || step.kind === 'trigger' || step.parent !== undefined || handled.has(id)) continue;
    const source = sourceOf(step, { ...around, side: 'outside', earlier: sources });
    if (source) sources.push(source);
  }
  return sources;
}

/** A lookup over a whole graph, for words and checks that must be quick: looks at that one step only, wherever it stands. `event` is what is awaited where the path is read. */
export function sourceLookup({ graph, catalog, event }: Around & { readonly event?: Pick<Goal, 'node' | 'nodeVersion'> }): SourceLookup {
  return ([root, id], side) => {
    if (root === 'event') return event ? eventSource(event, catalog) : null;
    if (root === 'trigger') return triggerSource({ graph, catalog });
    const step = root === 'steps' && typeof id === 'string' ? stepOf(graph, id) : undefined;
    if (!step || step.kind === 'trigger') return null;
    const needsEarlier = step.kind === 'set' || step.kind === 'forEach';
    return sourceOf(step, { side, earlier: needsEarlier ? sourcesFor({ graph, stepId: step.id, catalog }) : [], graph, catalog });
  };
}

/** A step that is not wired yet can still be filled in: the flow's trigger always comes first. */
function triggerFor(graph: FlowGraph, visible: ReadonlyMap<StepId, Side>, stepId: StepId): Step | undefined {
  const triggers = stepsById(graph).filter((step) => step.kind === 'trigger');
  if (triggers.some((step) => step.id === stepId)) return undefined;
  return triggers.find((step) => visible.has(step.id)) ?? triggers[0];
}

interface Looking extends Around, Sampling {
  readonly side?: Side | undefined;
  readonly earlier: readonly Source[];
}

function sourceOf(step: Step, { side, ...around }: Looking): Source | null {
  const outputs = (side === undefined ? (['inside', 'outside'] as const) : [side]).flatMap((one) => outputOf(step, { side: one, ...around }) ?? []);
  const output = outputs.length > 1 ? merged(outputs) : outputs[0];
  if (!output || (output.fields.length === 0 && !output.isOpen)) return null;
  const isTrigger = step.kind === 'trigger';
  return { stepId: isTrigger ? 'trigger' : step.id, root: isTrigger ? 'trigger' : `steps.${step.id}`, from: step, ...output };
}

function merged(outputs: readonly Output[]): Output {
  const fields = new Map(outputs.flatMap((output) => output.fields).map((field) => [field.key, field]));
  return { fields: [...fields.values()], sample: Object.assign({}, ...outputs.map(({ sample }) => sample)) };
}
