import type { FieldDescriptor } from '@noi/node-sdk';
import type { InputValue, StepOf } from '../graph/FlowGraph.ts';
import { snapshotFields } from '../graph/snapshotFields.ts';

type Input = Record<string, InputValue>;

/**
 * The part of a step's input that is sent: fields that people left empty fall away, so do values that a former choice left
 * behind in account-specific fields.
 */
export function sentInput(step: StepOf<'action'>, fields: readonly FieldDescriptor[]): Input {
  const sent: Input = {};
  for (const field of fields) {
    const value = Object.hasOwn(step.input, field.key) ? step.input[field.key] : undefined;
    if (value === undefined || isBlank(value)) continue;
    const snapshot = field.dynamic ? step.dynamic?.[field.key] : undefined;
    sent[field.key] = pruned(value, snapshot ? snapshotFields(snapshot) : (field.fields ?? []));
  }
  return sent;
}

/** An object with known fields keeps only these; one whose keys are the user's own stays whole. */
function pruned(value: InputValue, fields: readonly FieldDescriptor[]): InputValue {
  if (fields.length === 0 || !isRecord(value)) return value;
  return Object.fromEntries(
    fields.flatMap(({ key, fields: inner }) => {
      const entry = Object.hasOwn(value, key) ? value[key] : undefined;
      return entry === undefined || isBlank(entry) ? [] : [[key, pruned(entry, inner ?? [])]];
    }),
  );
}

function isBlank(value: InputValue): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}

function isRecord(value: InputValue): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
