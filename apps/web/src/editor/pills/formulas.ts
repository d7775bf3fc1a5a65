import { type FilterCall, filterMisfit, printFilterChain, readFilterChain } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';

/** How a value may be written at the end. The empty one leaves it as it is. */
const formats = ['', 'money', 'number', 'date', 'datetime', 'time', 'phone', 'phone84', 'given_name', 'upcase', 'downcase', 'capitalize'] as const;

/** What may be done with a value before it is written, with what each begins with. */
const starts: Readonly<Record<string, FilterCall['args']>> = {
  plus: [0],
  minus: [0],
  times: [1],
  divided_by: [1],
  round: [],
  at_least: [0],
  at_most: [0],
  add_days: [1],
  truncate: [30],
  replace: ['', ''],
  append: [''],
  prepend: [''],
  join: [', '],
  first: [],
  last: [],
  size: [],
};

export interface Formula {
  readonly steps: readonly FilterCall[];
  /** One of `formats`. */
  readonly format: string;
}

/** A pill's filters as steps and a format at the end; `null` when they are more than the form can show. */
export function readFormula(filters: string): Formula | null {
  const calls = readFilterChain(filters);
  if (calls === null) return null;
  const last = calls.at(-1);
  const isFormat = last !== undefined && last.args.length === 0 && formats.some((format) => format === last.name);
  return isFormat ? { steps: calls.slice(0, -1), format: last.name } : { steps: calls, format: '' };
}

export function printFormula({ steps, format }: Formula): string {
  return printFilterChain(format === '' ? steps : [...steps, { name: format, args: [] }]);
}

/** Steps that can follow those before them: what can never fit the datum is not offered. */
export function offeredSteps(before: readonly FilterCall[], field: FieldDescriptor | null): readonly FilterCall[] {
  return Object.entries(starts).flatMap(([name, args]) => (filterMisfit([...before, { name, args }], field)?.severity === 'error' ? [] : [{ name, args }]));
}

/** Formats that can follow; the one in place is always among them. */
export function offeredFormats({ steps, format }: Formula, field: FieldDescriptor | null): readonly string[] {
  return formats.filter((name) => name === '' || name === format || filterMisfit([...steps, { name, args: [] }], field)?.severity !== 'error');
}
