import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { readFilterChain } from './filterChain.ts';
import { filterMisfit } from './filterFits.ts';
import { filterNames } from './liquidEngine.ts';

const field = (type: FieldDescriptor['type'], format?: FieldDescriptor['format']): FieldDescriptor => ({
  key: 'x',
  type,
  label: { vi: 'x', en: 'x' },
  required: true,
  ...(format && { format }),
});

test.each([
  ['money on an amount', field('number', 'money'), 'times: 0.9 | round | money', null],
  ['money on a date', field('text', 'dateTime'), 'money', 'error'],
  ['money on words that may be digits', field('text'), 'money', 'warning'],
  ['a date of a date', field('text', 'dateTime'), 'add_days: 3 | date', null],
  ['a date of yes or no', field('boolean'), 'date', 'error'],
  ['capitals of a number', field('number'), 'upcase', null],
  ['a list put in words', field('list'), 'join: ", " | upcase', null],
  ['capitals of a list', field('list'), 'upcase', 'error'],
  ['days added to what is words already', field('text', 'dateTime'), 'date | add_days: 1', 'warning'],
  ['open data', null, 'money', null],
] as const)('%s', (_what, datum, filters, severity) => {
  expect(filterMisfit(readFilterChain(filters) ?? [], datum)?.severity ?? null).toBe(severity);
});

test('every filter that a pill may have is known', () => {
  const unknown = filterNames.filter((name) => filterMisfit([{ name, args: [] }], field('object')) === null && name !== 'json' && name !== 'size');
  expect(unknown).toEqual([]);
});
