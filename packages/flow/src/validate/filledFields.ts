import type { FieldDescriptor } from '@noi/node-sdk';
import type { InputValue, StepOf } from '../graph/FlowGraph.ts';
import { dynamicKey, snapshotFields } from '../graph/snapshotFields.ts';
import { isMissing } from '../template/dataPath.ts';

/** One field of a step's form with what it holds. `path` is where issues point. */
export interface FilledField {
  readonly path: string;
  readonly descriptor: FieldDescriptor;
  readonly value: InputValue | undefined;
}

/** Every field that counts, sub-fields after their holder. Account-specific fields count when they were loaded for the present choice. */
export function filledFields(step: StepOf<'action'>, descriptors: readonly FieldDescriptor[]): readonly FilledField[] {
  return askedFields(descriptors, step.input).flatMap((descriptor) => {
    const fields = descriptor.dynamic ? loadedFields(step, descriptor) : descriptor.fields;
    return collect({ path: descriptor.key, descriptor: fields ? { ...descriptor, fields } : descriptor, value: own(step.input, descriptor.key) });
  });
}

/** The fields that a form asks for with what it holds: some count only while a choice has a certain value. */
export function askedFields(descriptors: readonly FieldDescriptor[], input: Readonly<Record<string, InputValue>>): readonly FieldDescriptor[] {
  return descriptors.filter(({ when }) => {
    if (!when) return true;
    const held = input[when.field] ?? descriptors.find(({ key }) => key === when.field)?.default;
    return typeof held === 'string' && when.is.includes(held);
  });
}

/** Whether account-specific fields fit the present choice: `waiting` until the choice is made. */
export function dynamicState(step: StepOf<'action'>, descriptor: FieldDescriptor): 'fresh' | 'stale' | 'waiting' {
  const dependsOn = descriptor.dynamic?.dependsOn ?? [];
  if (dependsOn.some((key) => isMissing(own(step.input, key)))) return 'waiting';
  return step.dynamic?.[descriptor.key]?.madeFor === dynamicKey({ dependsOn, input: step.input }) ? 'fresh' : 'stale';
}

function loadedFields(step: StepOf<'action'>, descriptor: FieldDescriptor): readonly FieldDescriptor[] {
  const snapshot = step.dynamic?.[descriptor.key];
  return snapshot && dynamicState(step, descriptor) === 'fresh' ? snapshotFields(snapshot) : [];
}

function collect(field: FilledField): readonly FilledField[] {
  const { path, descriptor, value } = field;
  const inner = descriptor.fields ?? [];
  if (inner.length === 0 || typeof value === 'string') return [field];
  if (descriptor.type === 'list') {
    const items = Array.isArray(value) ? value : [];
    return [
      field,
      ...items.flatMap((item, index) => inner.flatMap((sub) => collect({ path: `${path}.${index}.${sub.key}`, descriptor: sub, value: own(item, sub.key) }))),
    ];
  }
  // An object nobody began to fill in is absent, unless it must be there.
  if (!descriptor.required && isMissing(value)) return [field];
  return [field, ...inner.flatMap((sub) => collect({ path: `${path}.${sub.key}`, descriptor: sub, value: own(value, sub.key) }))];
}

function own(value: InputValue | undefined, key: string): InputValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
