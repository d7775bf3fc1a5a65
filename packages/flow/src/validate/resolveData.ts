import type { FieldDescriptor } from '@noi/node-sdk';
import type { Step } from '../graph/FlowGraph.ts';
import type { FoundField } from '../graph/findField.ts';
import { containersAround } from '../graph/levels.ts';
import { handlerPart } from '../graph/reach.ts';
import { findIn } from '../graph/Source.ts';
import { eventSource } from '../graph/sources.ts';
import { stepOf } from '../graph/stepOf.ts';
import type { DataPath } from '../template/dataPath.ts';
import type { Draft } from './Draft.ts';

/** Who reads: a step, or the flow's settings: when an event comes (`start`), of the event that is the goal (`goal`), when the run is over (`end`). */
export type Reader = Step | { readonly kind: 'start' | 'goal' | 'end' };

/** What a reference to data comes to. `off` when the step that gives it is switched off or passed by; `hidden` when it stands in a container that the reader is not in; `unclear` when another issue (no trigger, an unknown node) already stands in the way. */
export type Resolved =
  | { readonly kind: 'found'; readonly found: FoundField; readonly from: Step | null; readonly hasRun: 'surely' | 'possibly' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'notYet' | 'hidden' | 'off'; readonly from: Step }
  | { readonly kind: 'unclear' };

/** Follows a reference. */
export function resolveData(path: DataPath, reader: Reader, draft: Draft): Resolved {
  const [root, id] = path;
  switch (root) {
    case 'now':
      return path.length === 1
        ? { kind: 'found', found: { field: now, presence: 'sure', labels: [now.label] }, from: null, hasRun: 'surely' }
        : { kind: 'unknown' };
    case 'trigger':
      return fromTrigger(path.slice(1), draft);
    case 'event':
      return fromEvent(path.slice(1), reader, draft);
    case 'steps':
      return typeof id === 'string' ? fromStep(id, { path: path.slice(2), reader, draft }) : { kind: 'unknown' };
    default:
      return { kind: 'unknown' };
  }
}

const now: FieldDescriptor = { key: 'now', type: 'text', format: 'dateTime', label: { vi: 'Bây giờ', en: 'Now' }, required: true };

function fromTrigger(path: DataPath, { triggers, lookup }: Draft): Resolved {
  const [trigger] = triggers;
  const source = trigger && triggers.length === 1 ? lookup(['trigger']) : null;
  if (!trigger || !source) return { kind: 'unclear' };
  const found = findIn(source, path);
  return found ? { kind: 'found', found, from: trigger, hasRun: 'surely' } : { kind: 'unknown' };
}

/** The awaited event, where there is one. */
function fromEvent(path: DataPath, reader: Reader, { graph, catalog }: Draft): Resolved {
  const awaited = reader.kind === 'waitForEvent' ? reader : reader.kind === 'goal' ? graph.settings.goal : undefined;
  if (!awaited) return { kind: 'unknown' };
  const source = eventSource(awaited, catalog);
  const found = source && findIn(source, path);
  return found ? { kind: 'found', found, from: null, hasRun: 'surely' } : { kind: source ? 'unknown' : 'unclear' };
}

function fromStep(id: string, { path, reader, draft }: { path: DataPath; reader: Reader; draft: Draft }): Resolved {
  const from = stepOf(draft.graph, id);
  const drawn = stepOf(draft.drawn, id);
  if (!from && drawn) return { kind: 'off', from: drawn };
  if (!from || from.kind === 'trigger') return { kind: 'unknown' };
  if (hasUnknownNode(from, draft)) return { kind: 'unclear' };
  const side = 'id' in reader ? draft.sideOf(reader.id, from.id) : reader.kind === 'end' && isOverAtEnd(from, draft) ? 'outside' : null;
  if (side === null) return { kind: isHidden(from, reader, draft) ? 'hidden' : 'notYet', from };
  const source = draft.lookup(['steps', id], side);
  const found = source && findIn(source, path);
  const isSure = 'id' in reader && draft.isSurelyAfter(reader.id, from.id);
  return found ? { kind: 'found', found, from, hasRun: isSure ? 'surely' : 'possibly' } : { kind: 'unknown' };
}

function hasUnknownNode(step: Step, { catalog }: Draft): boolean {
  if (step.kind === 'action') return !catalog.action(step.node, step.nodeVersion);
  return step.kind === 'waitForEvent' && !catalog.trigger(step.node, step.nodeVersion);
}

/** Outputs are made of the flow's own level, and only where nothing failed. */
function isOverAtEnd({ id, parent }: Step, { graph }: Draft): boolean {
  return parent === undefined && !handlerPart(graph).has(id);
}

function isHidden(from: Step, reader: Reader, { graph }: Draft): boolean {
  const around = 'id' in reader ? containersAround(graph, reader.id).map(({ id }) => id) : [];
  return from.parent !== undefined && !around.includes(from.parent);
}
