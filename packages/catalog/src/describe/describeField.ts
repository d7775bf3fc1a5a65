import type { FieldDescriptor } from '@noi/node-sdk';
import type { JsonSchema } from './JsonSchema.ts';
import { limitsOf } from './limitsOf.ts';

interface FieldSource {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

type Formats = Readonly<Record<string, FieldDescriptor['format']>>;
const formats: Formats = { email: 'email', uri: 'url', 'date-time': 'dateTime' };

/** One field of a schema; its words come from `described`, the rest from the schema itself. */
export function describeField({ key, schema: outer, required }: FieldSource): FieldDescriptor {
  const { schema, isNullable } = withoutNull(outer);
  const meta = outer.noi ?? schema.noi;
  const choices = choicesOf(schema);
  const type = choices ? 'choice' : typeOf(schema);
  const format = meta?.format ?? formats[schema.format ?? ''] ?? (isTextMap(schema) ? 'keyValue' : undefined);
  const fields = fieldsOf(schema);
  const defaulted = outer.default ?? schema.default;
  return {
    key,
    type,
    label: meta?.label ?? { vi: key, en: key },
    required: required && !isNullable,
    ...(meta?.hint && { hint: meta.hint }),
    ...(format && { format }),
    ...(meta?.secret && { secret: true }),
    ...(meta?.sample !== undefined && { sample: meta.sample }),
    ...(defaulted !== undefined && { default: defaulted }),
    ...(meta?.when && { when: meta.when }),
    ...(meta?.helpUrl && { helpUrl: meta.helpUrl }),
    ...(meta?.maxLength !== undefined && { maxLength: meta.maxLength }),
    ...(meta?.maxBytes !== undefined && { maxBytes: meta.maxBytes }),
    ...limitsOf(schema),
    ...(choices && { choices: choices.map((value) => ({ value, label: meta?.choices?.[value] ?? { vi: value, en: value } })) }),
    ...(fields && { fields }),
  };
}

/** A schema that also allows `null` is the schema without it, not required. */
function withoutNull(schema: JsonSchema): { schema: JsonSchema; isNullable: boolean } {
  const alternatives = schema.anyOf ?? (Array.isArray(schema.type) ? schema.type.map((type: string) => ({ ...schema, type })) : [schema]);
  const others = alternatives.filter((one) => one.type !== 'null');
  const [only] = others;
  return { schema: others.length === 1 && only ? only : schema, isNullable: others.length < alternatives.length };
}

function choicesOf(schema: JsonSchema): readonly string[] | undefined {
  const values = schema.enum ?? schema.anyOf?.map((one) => one.const) ?? (schema.const === undefined ? undefined : [schema.const]);
  return values?.every((value) => typeof value === 'string') ? values : undefined;
}

function typeOf(schema: JsonSchema): FieldDescriptor['type'] {
  switch (schema.type) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return 'object';
    case 'array':
      return 'list';
    default:
      return 'any';
  }
}

function isTextMap(schema: JsonSchema): boolean {
  return typeof schema.additionalProperties === 'object' && schema.additionalProperties.type === 'string';
}

function fieldsOf(schema: JsonSchema): readonly FieldDescriptor[] | undefined {
  const holder = schema.type === 'array' ? schema.items : schema;
  if (!holder?.properties) return undefined;
  const required = new Set(holder.required ?? []);
  return Object.entries(holder.properties).map(([key, field]) => describeField({ key, schema: field, required: required.has(key) }));
}
