import { type DataSource, describePath, parsePath, printPath, valueAt, valueWords } from '@noi/flow';
import type { FieldDescriptor, Text } from '@noi/node-sdk';

/** One datum, or a group of them, that an earlier step gives. */
export interface DataNode {
  /** As templates write it: `trigger.order.code`. */
  readonly path: string;
  readonly label: Text;
  /** With the groups it stands in: `Đơn hàng › Mã đơn hàng`. */
  readonly fullLabel: Text;
  readonly field: FieldDescriptor | null;
  readonly sample: unknown;
  readonly mayBeMissing: boolean;
  readonly children: readonly DataNode[];
  /** A group is opened; a datum is inserted. A list of plain words can be both. */
  readonly isInsertable: boolean;
}

/** Where data comes from that is looked at in place of the declared sample: a run or an event, the simulator, or somebody who pinned it. */
export type GivenBy = 'real' | 'simulated' | 'pinned';

/** What sources gave in place of their declared samples, by the id of the step. */
export type GivenData = Readonly<Record<string, { readonly by: GivenBy; readonly data: Readonly<Record<string, unknown>> }>>;

export interface DataBranch {
  readonly source: DataSource;
  /** `null`: its samples are the declared ones. */
  readonly givenBy: GivenBy | null;
  readonly nodes: readonly DataNode[];
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly labels: readonly Text[];
  readonly sample: unknown;
  readonly mayBeMissing: boolean;
  /** What is not in given data was not there: the declared sample says nothing then. */
  readonly isGiven: boolean;
}

/** Everything that a step can read, as the data picker shows it. */
export function dataTree(sources: readonly DataSource[], given: GivenData = {}): readonly DataBranch[] {
  return sources.map((source) => {
    const { by = null, data } = given[source.stepId] ?? {};
    return {
      source: data ? { ...source, sample: data } : source,
      givenBy: by,
      nodes: source.fields.map((field) =>
        fieldNode(field, {
          path: [...(parsePath(source.root) ?? []), field.key],
          labels: source.stepId === 'trigger' ? [field.label] : [source.title, field.label],
          sample: sampleOf(field, valueAt(data ?? source.sample, [field.key]), by !== null),
          mayBeMissing: !field.required,
          isGiven: by !== null,
        }),
      ),
    };
  });
}

/** Every datum of the tree by its path. */
export function dataByPath(branches: readonly DataBranch[]): ReadonlyMap<string, DataNode> {
  const found = new Map<string, DataNode>();
  function walk(nodes: readonly DataNode[]) {
    for (const node of nodes) {
      found.set(node.path, node);
      walk(node.children);
    }
  }
  for (const branch of branches) walk(branch.nodes);
  return found;
}

/** The words on a pill. `isKnown` is false when no earlier step gives this datum any more. */
export function pillLabel(path: string, known: ReadonlyMap<string, DataNode>): { label: Text; isKnown: boolean } {
  const node = known.get(path);
  if (node) return { label: node.fullLabel, isKnown: true };
  if (path === 'now') return { label: { vi: 'Thời điểm chạy', en: 'Time of the run' }, isKnown: true };
  const open = [...known.values()].find(
    (one) => (one.field?.type === 'any' || one.field?.type === 'list') && (path.startsWith(`${one.path}.`) || path.startsWith(`${one.path}[`)),
  );
  if (open) {
    const rest = path.slice(open.path.length).replace(/^\./, '');
    return { label: { vi: `${open.fullLabel.vi} › ${rest}`, en: `${open.fullLabel.en} › ${rest}` }, isKnown: true };
  }
  return { label: describePath(path), isKnown: false };
}

/** The sample value in people's words, short enough for one line. */
export function sampleWords(node: DataNode, language: 'vi' | 'en'): string {
  const { sample } = node;
  if (sample === undefined || sample === null || sample === '') return '';
  if (typeof sample === 'object' && !Array.isArray(sample)) return '';
  if (Array.isArray(sample)) return sample.every((item) => typeof item !== 'object') ? sample.join(', ') : '';
  return valueWords(sample, node.field)[language];
}

function fieldNode(field: FieldDescriptor, place: Place): DataNode {
  const children = childrenOf(field, place);
  return {
    path: printPath(place.path),
    label: place.labels.at(-1) ?? field.label,
    fullLabel: joined(place.labels),
    field,
    sample: place.sample,
    mayBeMissing: place.mayBeMissing,
    children,
    isInsertable: field.type !== 'object' && !(field.type === 'list' && field.fields !== undefined),
  };
}

function childrenOf(field: FieldDescriptor, place: Place): readonly DataNode[] {
  if (field.type === 'object') return (field.fields ?? []).map((child) => childNode(child, place));
  if (field.type === 'list' && field.fields) {
    // The first item stands for the list: how many there are is known only at run time.
    const first = { ...place, path: [...place.path, 0], labels: [...place.labels, firstItem], sample: valueAt(place.sample, [0]), mayBeMissing: true };
    return field.fields.map((child) => childNode(child, first));
  }
  if (field.type === 'any' && isRecord(place.sample)) {
    return Object.entries(place.sample).map(([key, sample]) =>
      fieldNode(
        { key, type: 'any', label: { vi: key, en: key }, required: false, sample },
        { ...place, path: [...place.path, key], labels: [...place.labels, { vi: key, en: key }], sample, mayBeMissing: true },
      ),
    );
  }
  return [];
}

const firstItem: Text = { vi: 'mục đầu', en: 'first item' };

function childNode(child: FieldDescriptor, place: Place): DataNode {
  return fieldNode(child, {
    path: [...place.path, child.key],
    labels: [...place.labels, child.label],
    sample: sampleOf(child, valueAt(place.sample, [child.key]), place.isGiven),
    isGiven: place.isGiven,
    mayBeMissing: place.mayBeMissing || !child.required,
  });
}

function sampleOf(field: FieldDescriptor, value: unknown, isGiven: boolean): unknown {
  return value === undefined && !isGiven ? field.sample : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function joined(labels: readonly Text[]): Text {
  return { vi: labels.map(({ vi }) => vi).join(' › '), en: labels.map(({ en }) => en).join(' › ') };
}
