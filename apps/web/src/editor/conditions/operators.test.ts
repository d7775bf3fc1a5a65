import type { Rule } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { canIgnoreMarks, operatorsFor, withField, withOperator } from './operators.ts';

const label = { vi: 'x', en: 'x' };
const field = (more: Partial<FieldDescriptor> & Pick<FieldDescriptor, 'type'>): FieldDescriptor => ({ key: 'x', label, required: true, ...more });

test('dates are compared with now, choices with lists, and truth with itself', () => {
  expect(operatorsFor(field({ type: 'text', format: 'dateTime' }))).toContain('withinLast');
  expect(operatorsFor(field({ type: 'choice', choices: [{ value: 'a', label }] }))).toEqual(['=', '!=', 'in', 'notIn', 'null', 'notNull']);
  expect(operatorsFor(field({ type: 'boolean' }))).toEqual(['=', 'null', 'notNull']);
  expect(operatorsFor(field({ type: 'number' }))).not.toContain('contains');
});

test.each<[string, unknown, Rule['operator'], Rule['operator'], unknown]>([
  ['one value becomes a list', 'a, b', '=', 'in', ['a', 'b']],
  ['a list becomes its first value', ['a', 'b'], 'in', '=', 'a'],
  ['one value begins a range', 5, '>', 'between', [5, '']],
  ['a range keeps what it began with', [5, 9], 'between', '<', 5],
  ['a date becomes a length of time', '2026-11-22', '>', 'withinLast', { amount: 1, unit: 'days' }],
  ['a length of time stays', { amount: 3, unit: 'weeks' }, 'withinLast', 'withinNext', { amount: 3, unit: 'weeks' }],
  ['a length of time is no date', { amount: 3, unit: 'weeks' }, 'withinLast', '>', ''],
  ['truth is no list', true, '=', 'in', []],
])('%s', (_name, value, from, to, expected) => {
  expect(withOperator({ field: 'trigger.x', operator: from, value }, to)).toEqual({ field: 'trigger.x', operator: to, value: expected });
});

test('a comparison without a value drops it', () => {
  expect(withOperator({ field: 'trigger.x', operator: '=', value: 'a', ignoreMarks: true }, 'null')).toEqual({
    ...{ field: 'trigger.x', operator: 'null', ignoreMarks: true },
  });
});

test('other data gets a comparison that fits it, and no value of the former', () => {
  const rule: Rule = { id: 'r', field: 'trigger.name', operator: 'contains', value: 'Lan', ignoreMarks: true };
  expect(withField(rule, 'trigger.city', field({ type: 'text' }))).toEqual({ ...rule, field: 'trigger.city', value: '' });
  expect(withField(rule, 'trigger.total', field({ type: 'number' }))).toEqual({ id: 'r', field: 'trigger.total', operator: '=', value: '' });
  expect(withField(rule, 'trigger.paid', field({ type: 'boolean' }))).toEqual({ id: 'r', field: 'trigger.paid', operator: '=', value: true });
});

test('tone marks matter for words only', () => {
  expect(canIgnoreMarks('contains', field({ type: 'text' }))).toBe(true);
  expect(canIgnoreMarks('contains', field({ type: 'list' }))).toBe(true);
  expect(canIgnoreMarks('=', field({ type: 'text', format: 'phone' }))).toBe(false);
  expect(canIgnoreMarks('=', field({ type: 'number' }))).toBe(false);
  expect(canIgnoreMarks('null', field({ type: 'text' }))).toBe(false);
});
