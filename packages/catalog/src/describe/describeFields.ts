import type { FieldDescriptor } from '@noi/node-sdk';
import { z } from 'zod';
import { describeField } from './describeField.ts';
import type { JsonSchema } from './JsonSchema.ts';

/**
 * The fields of an object schema as plain JSON: labels, samples, limits, choices.
 *
 * `side` says from which end a field is seen: for a form (`input`) a field with a default may be left out, in a
 * result (`output`) it is always there.
 */
export function describeFields(schema: z.ZodType, side: 'input' | 'output' = 'input'): readonly FieldDescriptor[] {
  const json = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' }) as JsonSchema;
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([key, field]) => describeField({ key, schema: field, required: required.has(key) }));
}
