import type { FieldDescriptor } from '@noi/node-sdk';

/** A believable value made of the fields' own samples; fields without one are left out. */
export function sampleOf(fields: readonly FieldDescriptor[]): Readonly<Record<string, unknown>> {
  const entries = fields.map((field) => [field.key, sampleOfField(field)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function sampleOfField(field: FieldDescriptor): unknown {
  if (field.sample !== undefined) return field.sample;
  if (field.default !== undefined) return field.default;
  if (field.type === 'choice') return field.choices?.[0]?.value;
  if (!field.fields) return undefined;
  const inner = sampleOf(field.fields);
  return field.type === 'list' ? [inner] : inner;
}
