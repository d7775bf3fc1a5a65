import type { FieldDescriptor } from '@noi/node-sdk';
import { isMissing, parsePath } from '../template/dataPath.ts';
import { lonePath } from '../template/templatePieces.ts';
import type { InputValue, StepOf } from './FlowGraph.ts';
import { findData, lookupAmong, type Source } from './Source.ts';

/** What a set step gives: its values, typed by what they hold. */
export function setFields(step: StepOf<'set'>, earlier: readonly Source[]): readonly FieldDescriptor[] {
  return step.fields.map(({ key, label, value }): FieldDescriptor => {
    const words = label || key;
    return { ...typeOf(value, earlier), key, label: { vi: words, en: words }, required: !isMissing(value) };
  });
}

/** What a set field will hold: the type of its one pill, else the type of the literal. */
function typeOf(value: InputValue, earlier: readonly Source[]): Omit<FieldDescriptor, 'key' | 'label' | 'required'> {
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (typeof value !== 'string') return { type: 'any' };
  const path = lonePath(value);
  if (path === null) return { type: 'text' };
  const found = findData(lookupAmong(earlier), parsePath(path) ?? []);
  if (!found?.field) return { type: found ? 'any' : 'text' };
  const { key: _key, label: _label, required: _required, ...type } = found.field;
  return type;
}
