import { isRichText } from '@noi/events';
import type { FieldDescriptor } from '@noi/node-sdk';
import type { InputValue } from '../graph/FlowGraph.ts';

/** Paths of the fields that hold rich text. A field that may hold it but has plain words is none of them. */
export function richFields(input: Readonly<Record<string, InputValue>>, fields: readonly FieldDescriptor[]): readonly string[] {
  return fields.flatMap((field) => pathsIn(input[field.key], field, field.key));
}

function pathsIn(value: InputValue | undefined, field: FieldDescriptor, path: string): readonly string[] {
  if (typeof value === 'string') return field.format === 'richText' && isRichText(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsIn(item, field, `${path}.${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return (field.fields ?? []).flatMap((inner) => pathsIn(value[inner.key], inner, `${path}.${inner.key}`));
}
