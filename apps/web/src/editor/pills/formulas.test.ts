import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { offeredFormats, offeredSteps, printFormula, readFormula } from './formulas.ts';
import { missingPills } from './MissingPills.tsx';

const total: FieldDescriptor = { key: 'total', type: 'number', format: 'money', label: { vi: 'Tổng tiền', en: 'Total' }, required: true };
const at: FieldDescriptor = { key: 'at', type: 'text', format: 'dateTime', label: { vi: 'Lúc', en: 'At' }, required: true };

test.each([
  ['', { steps: [], format: '' }],
  ['money', { steps: [], format: 'money' }],
  [
    'times: 0.9 | round | money',
    {
      steps: [
        { name: 'times', args: [0.9] },
        { name: 'round', args: [] },
      ],
      format: 'money',
    },
  ],
  ['date: "MM/yyyy"', { steps: [{ name: 'date', args: ['MM/yyyy'] }], format: '' }],
])('the filters “%s” are shown in parts and written back the same', (filters, formula) => {
  expect(readFormula(filters)).toEqual(formula);
  expect(printFormula(formula)).toBe(filters);
});

test('only what can fit is offered', () => {
  expect(offeredSteps([], total).map(({ name }) => name)).toContain('times');
  expect(offeredSteps([], total).map(({ name }) => name)).not.toContain('add_days');
  expect(offeredSteps([], at).map(({ name }) => name)).toContain('add_days');
  expect(offeredFormats({ steps: [], format: '' }, at)).not.toContain('money');
  expect(offeredFormats({ steps: [], format: 'money' }, at)).toContain('money');
});

test('the pills to ask a fallback for are those that say so themselves, once each, else all without one', () => {
  const known = new Map([
    ['trigger.name', { mayBeMissing: true }],
    ['trigger.code', { mayBeMissing: false }],
  ]);
  const paths = (value: string) => missingPills(value, known).map(({ path }) => path);
  expect(paths('{{ trigger.name }} {{ trigger.code }} {{ trigger.name }}')).toEqual(['trigger.name']);
  expect(paths('{{ trigger.name | fallback: "bạn" }} {{ trigger.code }}')).toEqual(['trigger.code']);
});
