import { expect, test } from 'vitest';
import { z } from 'zod';
import { EventType, eventLabels, eventPayloads } from './businessEvents.ts';
import { Order, ShipmentState, shipmentStateLabels } from './payloads.ts';
import { described, type FieldMeta } from './text.ts';

const types = Object.entries(eventPayloads);

test.each(types)('%s is named thing.past_participle and has words in both languages', (type) => {
  expect(type).toMatch(/^[a-z]+\.[a-z]+(_[a-z]+)*$/);
  const { vi, en } = eventLabels[EventType.parse(type)];
  expect([vi, en].every((words) => words.trim() !== '')).toBe(true);
});

test.each(types)('every field of %s has a label in both languages, and its sample fits its schema', (_type, payload) => {
  const faults: string[] = [];
  for (const { path, schema, meta } of fieldsOf(payload)) {
    if (!meta?.label.vi || !meta.label.en) faults.push(`${path}: no label`);
    else if (meta.sample !== undefined && !schema.safeParse(meta.sample).success) faults.push(`${path}: sample does not fit`);
    for (const value of Object.keys(meta?.choices ?? {})) if (!schema.safeParse(value).success) faults.push(`${path}: ${value} is no choice`);
  }
  expect(faults).toEqual([]);
});

test.each(types)('every text of %s has an end, and whatever things are found by fits an index', (_type, payload) => {
  const faults: string[] = [];
  for (const { path, schema } of fieldsOf(payload)) {
    const text = innermost(schema);
    if (!(text instanceof z.ZodString)) continue;
    const longest = /(code|id|phone|sku)s?$/i.test(path) && !path.endsWith('rawPhone') ? 200 : 20_000;
    if ((text.maxLength ?? Number.POSITIVE_INFINITY) > longest) faults.push(`${path}: ${text.maxLength}`);
  }
  expect(faults).toEqual([]);
});

test('an order needs its code; what sources may leave out may be left out', () => {
  const order = { code: '100020', externalId: '1', createdAt: '2026-11-20T02:30:00.000Z', total: 1250000, state: 'open', customer: {}, lines: [] };
  expect(Order.parse(order)).toEqual(order);
  expect(Order.safeParse({ ...order, code: undefined }).success).toBe(false);
  expect(Order.safeParse({ ...order, state: 'lost' }).success).toBe(false);
});

test('every state of a parcel has words', () => {
  expect(Object.keys(shipmentStateLabels).sort()).toEqual([...ShipmentState.options].sort());
});

test('describing a schema changes nothing about what it accepts', () => {
  const schema = described(z.number().int(), { label: { vi: 'Số', en: 'Number' } });
  expect(schema.parse(5)).toBe(5);
  expect(schema.safeParse(1.5).success).toBe(false);
});

interface Field {
  readonly path: string;
  readonly schema: z.ZodType;
  readonly meta: FieldMeta | undefined;
}

function innermost(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return innermost(schema.unwrap());
  return schema instanceof z.ZodArray ? innermost(schema.element) : schema;
}

function fieldsOf(schema: unknown, prefix = ''): readonly Field[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return fieldsOf(schema.unwrap(), prefix);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${prefix}[]`);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, field]) => {
    if (!(field instanceof z.ZodType)) return [];
    const path = `${prefix}.${key}`;
    return [{ path, schema: field, meta: field.meta()?.noi as FieldMeta | undefined }, ...fieldsOf(field, path)];
  });
}
