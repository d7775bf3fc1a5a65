import type { InputValue } from '@noi/flow';

/** Whether a field holds named values. */
export function isRecord(value: InputValue | undefined): value is { [key: string]: InputValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A record with one entry set, or taken out. */
export function withEntry(record: { [key: string]: InputValue }, key: string, value: InputValue | undefined): { [key: string]: InputValue } {
  const { [key]: _former, ...rest } = record;
  return value === undefined ? rest : { ...rest, [key]: value };
}
