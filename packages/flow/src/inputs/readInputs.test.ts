import { expect, test } from 'vitest';
import type { InputField } from '../graph/FlowGraph.ts';
import { readInputs } from './readInputs.ts';

const field = (type: InputField['type'], required = true): InputField => ({ key: 'x', label: 'Mục', type, required });

test.each<[InputField['type'], unknown, unknown]>([
  ['text', '  Lan ', 'Lan'],
  ['text', 7, '7'],
  ['number', '2.5', 2.5],
  ['money', 250_000, 250_000],
  ['boolean', 'false', false],
  ['boolean', true, true],
  ['date', '2026-12-25', '2026-12-25'],
  ['date', '2026-12-25T14:30', '2026-12-25T14:30'],
  ['phone', '0912 345 678', '+84912345678'],
  ['list', ['a', 'b'], ['a', 'b']],
])('%s takes %o', (type, given, expected) => {
  expect(readInputs([field(type)], { x: given })).toEqual({ ok: true, input: { x: expected } });
});

test.each<[InputField['type'], unknown]>([
  ['text', { a: 1 }],
  ['number', 'hai'],
  ['money', 0.5],
  ['money', -1],
  ['boolean', 'maybe'],
  ['date', '25/12/2026'],
  ['phone', '12'],
  ['list', 'a, b'],
])('%s refuses %o at its field', (type, given) => {
  expect(readInputs([field(type)], { x: given })).toMatchObject({ ok: false, faults: [{ field: 'x' }] });
});

test('what must be there is asked for, what need not is left out, what nobody asked for is dropped', () => {
  expect(readInputs([field('text')], { x: '  ' })).toMatchObject({ ok: false, faults: [{ field: 'x', message: { vi: 'Chưa điền “Mục”.' } }] });
  expect(readInputs([field('phone', false)], { x: '', other: 1 })).toEqual({ ok: true, input: {} });
});
