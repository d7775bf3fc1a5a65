import { expect, test } from 'vitest';
import type { InputField } from '../graph/FlowSettings.ts';
import { readInputs } from './readInputs.ts';

const timezone = 'Asia/Ho_Chi_Minh';
const field = (type: InputField['type'], required = true): InputField => ({ key: 'x', label: 'Mục', type, required });
const read = (type: InputField['type'], value: unknown) => readInputs({ fields: [field(type)], given: { x: value }, timezone });

test.each<[InputField['type'], unknown, unknown]>([
  ['text', 'Chào', 'Chào'],
  ['text', 12, '12'],
  ['number', ' 12.5 ', 12.5],
  ['money', 250_000, 250_000],
  ['boolean', 'false', false],
  ['boolean', true, true],
  ['date', '25/12/2026 14:30', '2026-12-25T07:30:00.000Z'],
  ['phone', '0912 345 678', '+84912345678'],
  ['list', [1, 2], [1, 2]],
])('%s takes %j as %j', (type, value, expected) => {
  expect(read(type, value)).toEqual({ ok: true, input: { x: expected } });
});

test.each<[InputField['type'], unknown]>([
  ['text', { a: 1 }],
  ['number', 'nhiều'],
  ['money', Number.NaN],
  ['boolean', 'có'],
  ['date', 'hôm qua'],
  ['phone', '123'],
  ['list', 'a, b'],
])('%s refuses %j and names the field', (type, value) => {
  expect(read(type, value)).toMatchObject({ ok: false, field: 'x', text: { vi: expect.stringContaining('Mục') } });
});

test('what is required must be there; what is not may be empty; what nobody asked for is left out', () => {
  const fields = [{ ...field('text', false), key: 'note' }, field('number')];
  expect(readInputs({ fields, given: { note: ' ', x: 1, other: 'x' }, timezone })).toEqual({ ok: true, input: { x: 1 } });
  expect(readInputs({ fields, given: { note: 'a' }, timezone })).toMatchObject({ ok: false, field: 'x' });
});
