import type { FieldMeta, Text } from '@noi/node-sdk';
import type { z } from 'zod';

/** Every field that people see has words; objects and lists are walked. */
export function checkFields(where: string, schema: z.ZodType, meta = metaOf(schema)): readonly string[] {
  const inner = unwrap(schema);
  if (inner.def.type === 'object') {
    return Object.entries((inner as z.ZodObject).shape).flatMap(([key, field]) => {
      const fieldMeta = metaOf(field as z.ZodType);
      const path = `${where}.${key}`;
      const words = fieldMeta === undefined ? [`${path}: no label (use described)`] : checkText(`${path} label`, fieldMeta.label);
      return [
        ...words,
        ...(fieldMeta?.hint === undefined ? [] : checkText(`${path} hint`, fieldMeta.hint)),
        ...checkHelp(path, fieldMeta),
        ...checkWhen(path, fieldMeta, (inner as z.ZodObject).shape as Readonly<Record<string, z.ZodType>>),
        ...checkFields(path, field as z.ZodType, fieldMeta),
      ];
    });
  }
  if (inner.def.type === 'array') return checkFields(`${where}[]`, (inner as z.ZodArray<z.ZodType>).element, meta);
  return [];
}

function checkHelp(path: string, meta: FieldMeta | undefined): readonly string[] {
  return meta?.helpUrl === undefined || /^https:\/\/[^\s]+$/.test(meta.helpUrl) ? [] : [`${path}: helpUrl is an https address`];
}

/** A field that shows only for some choices names a choice beside it, and values that it has. */
function checkWhen(path: string, meta: FieldMeta | undefined, shape: Readonly<Record<string, z.ZodType>>): readonly string[] {
  if (meta?.when === undefined) return [];
  const { field, is } = meta.when;
  const other = shape[field];
  const inner = other && unwrap(other);
  if (inner?.def.type !== 'enum') return [`${path}: when names no choice beside it (${field})`];
  const values = (inner as z.ZodEnum).options.map(String);
  return is.filter((value) => !values.includes(value)).map((value) => `${path}: when waits for ${field} to be ${value}, which it never is`);
}

function unwrap(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType === undefined ? schema : unwrap(innerType);
}

/** Words may be put on the wrapped schema or on its wrapper. */
function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = schema.meta() as { noi?: FieldMeta } | undefined;
  if (own?.noi !== undefined) return own.noi;
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType === undefined ? undefined : metaOf(innerType);
}

/** Fields that people fill in: beside words, each value of a choice is called something. */
export function checkForm(where: string, schema: z.ZodObject): readonly string[] {
  const unnamed = Object.entries(schema.shape).flatMap(([key, field]) => {
    const inner = unwrap(field as z.ZodType);
    if (inner.def.type !== 'enum') return [];
    const named = metaOf(field as z.ZodType)?.choices ?? {};
    return (inner as z.ZodEnum).options
      .filter((value) => named[String(value)] === undefined)
      .map((value) => `${where}.${key}: the choice ${value} has no words`);
  });
  return [...checkFields(where, schema), ...unnamed];
}

export function checkText(where: string, text: Text): readonly string[] {
  const empty = (['vi', 'en'] as const).filter((language) => (text[language] ?? '').trim() === '');
  return empty.map((language) => `${where}: no words in "${language}"`);
}
