import type { Text } from '@noi/node-sdk';
import type { Edge, FlowGraph, Step, StepId } from '../graph/FlowGraph.ts';
import { portWords } from '../graph/portWords.ts';
import type { Around } from '../graph/Source.ts';
import { stepOf } from '../graph/stepOf.ts';
import { stepTitle, unknownNode } from '../graph/stepTitle.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import { settingLabel, stepLabel } from './fieldLabels.ts';
import { fieldWords } from './fieldWords.ts';
import { sameValue } from './sameValue.ts';

/** One setting of a step or of the flow, before and after. `null`: it was, or is, not set. */
export interface FieldChange {
  /** `wait`, `input.phone`, `rule`: what is changed, by its place in the document. */
  readonly path: string;
  readonly label: Text;
  readonly from: Text | null;
  readonly to: Text | null;
}

export interface StepChange {
  readonly stepId: StepId;
  readonly kind: 'added' | 'removed' | 'changed';
  /** As it is called after; a removed one as it was called before. */
  readonly title: Text;
  /** Of a changed step; none of the others. */
  readonly fields: readonly FieldChange[];
}

export interface WireChange {
  readonly kind: 'added' | 'removed';
  readonly from: StepId;
  readonly port: string;
  readonly to: StepId;
  /** `Đợi 3 ngày → Gửi ZNS`. */
  readonly words: Text;
}

/** What is different between two documents of one flow. Where steps stand on the canvas, and what is noted beside them, is no difference. */
export interface VersionDiff {
  readonly steps: readonly StepChange[];
  readonly wires: readonly WireChange[];
  readonly settings: readonly FieldChange[];
}

export interface CompareRequest {
  readonly before: FlowGraph;
  readonly after: FlowGraph;
  readonly catalog: FlowCatalog;
}

/** Compares two documents of one flow, in words: steps and wires that came, went or changed, and the flow's settings. Steps are the same by their id, wires by what they join. */
export function compareVersions({ before, after, catalog }: CompareRequest): VersionDiff {
  const sides = { before: { graph: before, catalog }, after: { graph: after, catalog } };
  return { steps: stepChanges(sides), wires: wireChanges(sides), settings: settingChanges(sides) };
}

interface Sides {
  readonly before: Around;
  readonly after: Around;
}

function stepChanges({ before, after }: Sides): StepChange[] {
  const removed = Object.values(before.graph.steps).filter(({ id }) => !stepOf(after.graph, id));
  const others = Object.values(after.graph.steps).flatMap((step): StepChange[] => {
    const title = stepTitle({ step, ...after });
    const former = stepOf(before.graph, step.id);
    if (!former) return [{ stepId: step.id, kind: 'added', title, fields: [] }];
    const fields = fieldsOf({ before: { ...before, step: former }, after: { ...after, step } });
    return fields.length === 0 ? [] : [{ stepId: step.id, kind: 'changed', title, fields }];
  });
  return [...removed.map((step): StepChange => ({ stepId: step.id, kind: 'removed', title: stepTitle({ step, ...before }), fields: [] })), ...others];
}

type StepSide = Around & { readonly step: Step };

// What only the editor needs: where the step stands, how it is marked, and what was loaded for its form.
const silent = new Set(['id', 'position', 'colour', 'dynamic']);

function fieldsOf({ before, after }: { before: StepSide; after: StepSide }): FieldChange[] {
  const values = { before: flat(before.step), after: flat(after.step) };
  const paths = [...new Set([...Object.keys(values.before), ...Object.keys(values.after)])];
  return paths
    .filter((path) => !sameValue(values.before[path], values.after[path]))
    .map((path) => ({
      path,
      label: stepLabel(path, path in values.after ? after : before),
      ...told(fieldWords({ path, value: values.before[path], ...before }), fieldWords({ path, value: values.after[path], ...after })),
    }));
}

/** A step's settings by path; what the fields of its node hold is told field by field. To ask is what a step does that was told nothing. */
function flat(step: Step): Record<string, unknown> {
  const { input, ...rest } = { input: {}, ...step };
  const own = Object.entries(rest).filter(([key, value]) => !silent.has(key) && value !== undefined && !(key === 'onUnknown' && value === 'ask'));
  return Object.fromEntries([...own, ...Object.entries(input).map(([key, value]) => [`input.${key}`, value])]);
}

/** Two texts that read alike are told apart: the longer parts of a text are left out of its words. */
function told(from: Text | null, to: Text | null): Pick<FieldChange, 'from' | 'to'> {
  const isAlike = from !== null && to !== null && from.vi === to.vi;
  return { from, to: isAlike ? { vi: `${to.vi} (đã sửa)`, en: `${to.en} (edited)` } : to };
}

function wireChanges({ before, after }: Sides): WireChange[] {
  const keyOf = ({ from, port, to }: Edge) => `${from} ${port} ${to}`;
  const only = (here: Around, there: Around) => {
    const known = new Set(there.graph.edges.map(keyOf));
    return here.graph.edges.filter((edge) => !known.has(keyOf(edge)));
  };
  const told = (kind: WireChange['kind'], around: Around) => (edge: Edge) => ({
    kind,
    from: edge.from,
    port: edge.port,
    to: edge.to,
    words: wireWords(edge, around),
  });
  return [...only(before, after).map(told('removed', before)), ...only(after, before).map(told('added', after))];
}

function wireWords({ from, port, to }: Edge, around: Around): Text {
  const source = stepOf(around.graph, from);
  const target = stepOf(around.graph, to);
  const start = source ? stepTitle({ step: source, ...around }) : unknownNode;
  const end = target ? stepTitle({ step: target, ...around }) : unknownNode;
  const way = source && port !== 'next' ? portWords(source, port) : null;
  return { vi: `${start.vi}${way ? ` (${way.vi})` : ''} → ${end.vi}`, en: `${start.en}${way ? ` (${way.en})` : ''} → ${end.en}` };
}

function settingChanges({ before, after }: Sides): FieldChange[] {
  const values: readonly Record<string, unknown>[] = [before.graph.settings, after.graph.settings];
  const [former = {}, next = {}] = values;
  return [...new Set([...Object.keys(former), ...Object.keys(next)])]
    .filter((path) => !sameValue(former[path], next[path]))
    .map((path) => ({
      path,
      label: settingLabel(path),
      ...told(fieldWords({ path: `settings.${path}`, value: former[path], ...before }), fieldWords({ path: `settings.${path}`, value: next[path], ...after })),
    }));
}
