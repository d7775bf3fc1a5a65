import { assertNever } from '@noi/errors';
import type { FieldDescriptor } from '@noi/node-sdk';
import { type DataPath, isMissing, parsePath } from '../template/dataPath.ts';
import { parseTemplate } from '../template/parseTemplate.ts';
import { renderTemplate } from '../template/renderTemplate.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import { batchData } from './batchData.ts';
import type { FlowGraph, InputValue, Step, StepId, StepOf } from './FlowGraph.ts';
import { type FoundField, findField } from './findField.ts';
import { readingOrder, upstreamOf } from './reach.ts';
import { stepOf, stepsById } from './stepOf.ts';

/** Data of one earlier step, before it gets a title. */
export interface Source {
  /** `trigger`, or the step's id. */
  readonly stepId: StepId;
  /** What paths to its data start with: `trigger` or `steps.<id>`. */
  readonly root: string;
  readonly step: Step;
  readonly fields: readonly FieldDescriptor[];
  readonly sample: Readonly<Record<string, unknown>>;
}

export interface DataForRequest {
  readonly graph: FlowGraph;
  readonly stepId: StepId;
  readonly catalog: FlowCatalog;
}

/** The trigger's event and the output of every step before this one, in reading order. */
export function sourcesFor({ graph, stepId, catalog }: DataForRequest): readonly Source[] {
  const before = upstreamOf(graph, stepId);
  const trigger = triggerFor(graph, before, stepId);
  const sources: Source[] = [];
  const others = readingOrder(graph).flatMap((id) => (before.has(id) && id !== stepId ? (stepOf(graph, id) ?? []) : []));
  for (const step of [...(trigger ? [trigger] : []), ...others.filter(({ kind }) => kind !== 'trigger')]) {
    const source = sourceOf(step, sources, { graph, catalog });
    if (source) sources.push(source);
  }
  return sources;
}

/** What gives the data at a path's root: looks at that one step only, wherever it stands. */
export type SourceLookup = (root: DataPath) => Source | null;

/** A lookup over a whole graph, for words and checks that must be quick. */
export function sourceLookup({ graph, catalog }: Omit<DataForRequest, 'stepId'>): SourceLookup {
  return ([root, id]) => {
    const step =
      root === 'trigger' ? stepsById(graph).find(({ kind }) => kind === 'trigger') : root === 'steps' && typeof id === 'string' ? stepOf(graph, id) : undefined;
    if (!step || (root === 'steps' && step.kind === 'trigger')) return null;
    return sourceOf(step, step.kind === 'set' ? sourcesFor({ graph, stepId: step.id, catalog }) : [], { graph, catalog });
  };
}

/** Finds what a whole path (`trigger.order.code`) means. */
export function findData(lookup: SourceLookup, path: DataPath): FoundField | null {
  const source = lookup(path);
  const inside = path.slice(path[0] === 'trigger' ? 1 : 2);
  return source && inside.length > 0 ? findField(source.fields, inside) : null;
}

/** A step that is not wired yet can still be filled in: the flow's trigger always comes first. */
function triggerFor(graph: FlowGraph, before: ReadonlySet<StepId>, stepId: StepId): Step | undefined {
  const triggers = stepsById(graph).filter((step) => step.kind === 'trigger');
  if (triggers.some((step) => step.id === stepId)) return undefined;
  return triggers.find((step) => before.has(step.id)) ?? triggers[0];
}

type Output = Pick<Source, 'fields' | 'sample'>;

function sourceOf(step: Step, earlier: readonly Source[], around: Omit<DataForRequest, 'stepId'>): Source | null {
  const output = outputOf(step, earlier, around);
  if (!output || output.fields.length === 0) return null;
  const isTrigger = step.kind === 'trigger';
  return { stepId: isTrigger ? 'trigger' : step.id, root: isTrigger ? 'trigger' : `steps.${step.id}`, step, ...output };
}

function outputOf(step: Step, earlier: readonly Source[], { graph, catalog }: Omit<DataForRequest, 'stepId'>): Output | null {
  switch (step.kind) {
    case 'trigger': {
      const node = catalog.trigger(step.node, step.nodeVersion);
      return node ? batchData(graph.settings, { fields: node.output, sample: node.sample }) : null;
    }
    case 'action': {
      const node = catalog.action(step.node, step.nodeVersion);
      return node ? { fields: node.output, sample: node.sample } : null;
    }
    case 'set':
      return setOutput(step, earlier, graph);
    case 'waitForEvent': {
      const node = catalog.trigger(step.node, step.nodeVersion);
      return node ? { fields: node.output, sample: node.sample } : null;
    }
    case 'approval':
    case 'parallel':
    case 'first':
    case 'forEach':
    case 'repeat':
    case 'subflow':
    case 'errorHandler':
    case 'if':
    case 'switch':
    case 'split':
    case 'wait':
    case 'stop':
    case 'fail':
      return null;
    default:
      return assertNever(step);
  }
}

function setOutput(step: StepOf<'set'>, earlier: readonly Source[], graph: FlowGraph): Output {
  const fields = step.fields.map(({ key, label, value }): FieldDescriptor => {
    const words = label || key;
    return { ...typeOf(value, earlier), key, label: { vi: words, en: words }, required: !isMissing(value) };
  });
  const data = { trigger: sampleAt(earlier, 'trigger'), steps: Object.fromEntries(earlier.map((source) => [source.stepId, source.sample])) };
  const sample: Record<string, unknown> = {};
  for (const { key, value } of step.fields) {
    const rendered =
      typeof value === 'string' ? renderTemplate({ template: value, data, timezone: graph.settings.timezone, now: 0 }) : { ok: true as const, value };
    if (rendered.ok) sample[key] = rendered.value;
  }
  return { fields, sample };
}

/** What a set field will hold: the type of its one pill, else the type of the literal. */
function typeOf(value: InputValue, earlier: readonly Source[]): Omit<FieldDescriptor, 'key' | 'label' | 'required'> {
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value !== 'string') return { type: 'any' };
  const [segment, ...rest] = parseTemplate(value);
  if (segment?.type !== 'data' || rest.length > 0 || segment.filters !== '') return { type: 'text' };
  const among: SourceLookup = ([root, id]) => earlier.find((source) => source.root === (root === 'trigger' ? root : `steps.${id}`)) ?? null;
  const found = findData(among, parsePath(segment.path) ?? []);
  if (!found?.field) return { type: found ? 'any' : 'text' };
  const { key: _key, label: _label, required: _required, ...type } = found.field;
  return type;
}

function sampleAt(sources: readonly Source[], stepId: StepId): Readonly<Record<string, unknown>> {
  return sources.find((source) => source.stepId === stepId)?.sample ?? {};
}
