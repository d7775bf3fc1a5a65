import type { FieldDescriptor } from '@noi/node-sdk';
import { batchData } from '../graph/batchData.ts';
import type { Step } from '../graph/FlowGraph.ts';
import { type FoundField, findField } from '../graph/findField.ts';
import { stepOf } from '../graph/stepOf.ts';
import type { DataPath } from '../template/dataPath.ts';
import type { Draft } from './Draft.ts';

/** What a reference to data comes to. `unclear` when another issue (no trigger, an unknown node) already stands in the way. */
export type Resolved =
  | { readonly kind: 'found'; readonly found: FoundField; readonly from: Step | null; readonly hasRun: 'surely' | 'possibly' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'notYet'; readonly from: Step }
  | { readonly kind: 'unclear' };

/** Follows a reference made in `step`. */
export function resolveData(path: DataPath, step: Step, draft: Draft): Resolved {
  const [root, id] = path;
  if (root === 'now')
    return path.length === 1
      ? { kind: 'found', found: { field: now, presence: 'sure', labels: [now.label] }, from: null, hasRun: 'surely' }
      : { kind: 'unknown' };
  if (root === 'trigger') return fromTrigger(path.slice(1), draft);
  return root === 'steps' && typeof id === 'string' ? fromStep(id, { path: path.slice(2), step, draft }) : { kind: 'unknown' };
}

const now: FieldDescriptor = { key: 'now', type: 'text', format: 'dateTime', label: { vi: 'Bây giờ', en: 'Now' }, required: true };

function fromTrigger(path: DataPath, { triggers, catalog, graph }: Draft): Resolved {
  const [trigger] = triggers;
  const node = trigger && triggers.length === 1 ? catalog.trigger(trigger.node, trigger.nodeVersion) : undefined;
  if (!trigger || !node) return { kind: 'unclear' };
  const found = path.length > 0 ? findField(batchData(graph.settings, { fields: node.output, sample: node.sample }).fields, path) : null;
  return found ? { kind: 'found', found, from: trigger, hasRun: 'surely' } : { kind: 'unknown' };
}

function fromStep(id: string, { path, step, draft }: { path: DataPath; step: Step; draft: Draft }): Resolved {
  const from = stepOf(draft.graph, id);
  if (!from || from.kind === 'trigger') return { kind: 'unknown' };
  if (from.kind === 'action' && !draft.catalog.action(from.node, from.nodeVersion)) return { kind: 'unclear' };
  if (!draft.isAfter(step.id, from.id)) return { kind: 'notYet', from };
  const source = draft.lookup(['steps', id]);
  const found = source && path.length > 0 ? findField(source.fields, path) : null;
  return found ? { kind: 'found', found, from, hasRun: draft.isSurelyAfter(step.id, from.id) ? 'surely' : 'possibly' } : { kind: 'unknown' };
}
