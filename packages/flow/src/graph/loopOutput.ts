import { assertNever } from '@noi/errors';
import type { FieldDescriptor } from '@noi/node-sdk';
import { parsePath, valueAt } from '../template/dataPath.ts';
import { lonePath } from '../template/templatePieces.ts';
import type { ContainerKind, StepOf } from './FlowGraph.ts';
import type { FoundField } from './findField.ts';
import { findData, lookupAmong, type Output, type Source, type SourceLookup, sampleOf } from './Source.ts';

/** What a container gives to its own body. */
export function loopInside(step: StepOf<ContainerKind>, earlier: readonly Source[]): Output | null {
  switch (step.kind) {
    case 'forEach':
      return itemOutput(step, earlier);
    case 'repeat':
      return roundOutput;
    case 'parallel':
    case 'first':
      return null;
    default:
      return assertNever(step);
  }
}

/** The datum that a for-each goes through, when its list is one pill and nothing else; `null` when nobody can say what it gives. */
function listData({ list }: Pick<StepOf<'forEach'>, 'list'>, lookup: SourceLookup): FoundField | null {
  const path = lonePath(list);
  return path === null ? null : findData(lookup, parsePath(path) ?? []);
}

function itemOutput(step: StepOf<'forEach'>, earlier: readonly Source[]): Output {
  const list = listData(step, lookupAmong(earlier))?.field;
  const fields = list?.type === 'list' ? list.fields : undefined;
  const item: FieldDescriptor = { ...itemField, ...(fields && fields.length > 0 ? { type: 'object', fields } : { type: 'any' }) };
  const data = { trigger: sampleOf(earlier, 'trigger'), steps: Object.fromEntries(earlier.map((source) => [source.stepId, source.sample])) };
  const items = valueAt(data, parsePath(lonePath(step.list) ?? '') ?? ['']);
  const sample = Array.isArray(items) && items.length > 0 ? { item: items[0], index: 0, count: items.length } : { index: 0, count: 1 };
  return { fields: [item, index, count], sample };
}

const itemField = { key: 'item', label: { vi: 'Mục đang làm', en: 'Current item' }, required: true } as const;
const index: FieldDescriptor = { key: 'index', type: 'number', label: { vi: 'Thứ tự (từ 0)', en: 'Index (from 0)' }, required: true, sample: 0 };
const count: FieldDescriptor = { key: 'count', type: 'number', label: { vi: 'Số mục', en: 'Number of items' }, required: true, sample: 3 };
const round: FieldDescriptor = { key: 'round', type: 'number', label: { vi: 'Vòng thứ', en: 'Round' }, required: true, sample: 1 };

/** Which round a repeat is in or, from outside, which one was its last. */
export const roundOutput: Output = { fields: [round], sample: { round: 1 } };
