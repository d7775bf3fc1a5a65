import type { FieldDescriptor } from '@noi/node-sdk';
import type { JsonSchema } from './JsonSchema.ts';

type Limits = Pick<FieldDescriptor, 'minLength' | 'maxLength' | 'min' | 'max' | 'integer' | 'maxItems'>;

/** Length and size limits; the bounds that every safe integer has are left out. */
export function limitsOf(schema: JsonSchema): Limits {
  const isInteger = schema.type === 'integer';
  const step = isInteger ? 1 : 0;
  const min = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + step);
  const max = schema.maximum ?? (schema.exclusiveMaximum === undefined ? undefined : schema.exclusiveMaximum - step);
  return {
    ...(schema.minLength !== undefined && { minLength: schema.minLength }),
    ...(schema.maxLength !== undefined && { maxLength: schema.maxLength }),
    ...(schema.maxItems !== undefined && { maxItems: schema.maxItems }),
    ...(min !== undefined && min > Number.MIN_SAFE_INTEGER && { min }),
    ...(max !== undefined && max < Number.MAX_SAFE_INTEGER && { max }),
    ...(isInteger && { integer: true }),
  };
}
