import { eventPayloads } from '@noi/events';
import { described } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeFields } from './describeFields.ts';
import { sampleOf } from './sampleOf.ts';

const label = { vi: 'Nhãn', en: 'Label' };

test('a text field carries its words, limits and format', () => {
  const schema = z.object({ text: described(z.string().min(1).max(480), { label, hint: { vi: 'g', en: 'h' }, sample: 'Chào', format: 'longText' }) });
  expect(describeFields(schema)).toEqual([
    { key: 'text', type: 'text', label, hint: { vi: 'g', en: 'h' }, sample: 'Chào', format: 'longText', required: true, minLength: 1, maxLength: 480 },
  ]);
});

test('files say how many and how large they may be', () => {
  const schema = z.object({ files: described(z.array(z.string()).max(5).optional(), { label, format: 'file', maxBytes: 1000 }) });
  expect(describeFields(schema)).toEqual([{ key: 'files', type: 'list', label, format: 'file', required: false, maxItems: 5, maxBytes: 1000 }]);
});

test('optional, nullable and defaulted fields are not required in a form', () => {
  const schema = z.object({
    a: described(z.string().optional(), { label }),
    b: described(z.number(), { label }).optional(),
    c: described(z.string().nullable(), { label }),
    d: described(z.boolean().default(true), { label }),
  });
  expect(describeFields(schema).map(({ key, type, required, default: value }) => ({ key, type, required, value }))).toEqual([
    { key: 'a', type: 'text', required: false, value: undefined },
    { key: 'b', type: 'number', required: false, value: undefined },
    { key: 'c', type: 'text', required: false, value: undefined },
    { key: 'd', type: 'boolean', required: false, value: true },
  ]);
  expect(describeFields(schema, 'output').at(-1)).toMatchObject({ key: 'd', required: true });
});

test('whole numbers keep their own limits and lose those of every safe integer', () => {
  const schema = z.object({ stars: z.number().int().min(1).max(5), any: z.int(), positive: z.int().positive(), ratio: z.number().max(0.5) });
  expect(describeFields(schema)).toEqual([
    { key: 'stars', type: 'number', label: { vi: 'stars', en: 'stars' }, required: true, min: 1, max: 5, integer: true },
    { key: 'any', type: 'number', label: { vi: 'any', en: 'any' }, required: true, integer: true },
    { key: 'positive', type: 'number', label: { vi: 'positive', en: 'positive' }, required: true, min: 1, integer: true },
    { key: 'ratio', type: 'number', label: { vi: 'ratio', en: 'ratio' }, required: true, max: 0.5 },
  ]);
});

test('an enum gives choices, with words where the schema has them', () => {
  const schema = z.object({ method: described(z.enum(['GET', 'POST']), { label, choices: { GET: { vi: 'Lấy', en: 'Get' } } }) });
  expect(describeFields(schema)[0]).toMatchObject({
    type: 'choice',
    choices: [
      { value: 'GET', label: { vi: 'Lấy', en: 'Get' } },
      { value: 'POST', label: { vi: 'POST', en: 'POST' } },
    ],
  });
});

test('maps of text are edited as pairs, unknown values as anything', () => {
  const schema = z.object({ headers: z.record(z.string(), z.string()), body: described(z.unknown(), { label, format: 'json' }) });
  expect(describeFields(schema).map(({ key, type, format }) => ({ key, type, format }))).toEqual([
    { key: 'headers', type: 'object', format: 'keyValue' },
    { key: 'body', type: 'any', format: 'json' },
  ]);
});

test('a limit that the node checks itself is told to the form', () => {
  expect(describeFields(z.object({ text: described(z.string(), { label, maxLength: 2000 }) }))[0]).toMatchObject({ maxLength: 2000 });
});

test('secrets are marked', () => {
  expect(describeFields(z.object({ token: described(z.string(), { label, secret: true }) }))[0]).toMatchObject({ secret: true });
});

test.each(Object.entries(eventPayloads))('every part of %s has Vietnamese words, and its sample is a payload', (_type, schema) => {
  const fields = describeFields(schema, 'output');
  const unnamed = fields.filter((field) => field.label.vi === field.key);
  expect(unnamed).toEqual([]);
  const sample = sampleOf(fields);
  const read = schema.safeParse({ query: {}, flowId: 'f', ...sample });
  expect(read.error?.issues ?? []).toEqual([]);
});

test('nested data keeps labels and samples all the way down', () => {
  const [order] = describeFields(eventPayloads['order.created'], 'output');
  const customer = order?.fields?.find((field) => field.key === 'customer');
  expect(customer?.fields?.find((field) => field.key === 'phone')).toEqual({
    key: 'phone',
    type: 'text',
    format: 'phone',
    label: { vi: 'Số điện thoại', en: 'Phone' },
    sample: '+84912345678',
    maxLength: 200,
    required: false,
  });
  expect(order?.fields?.find((field) => field.key === 'lines')?.fields?.map((field) => field.key)).toEqual(['sku', 'title', 'quantity', 'price']);
});
