import type { InputValue } from '../graph/values.ts';
import type { BroadcastColumn } from './BroadcastColumn.ts';
import { columnKey, columnTypes, longestColumnLabel } from './columnLimits.ts';

/** The columns that the input of a broadcast's trigger names; none while nobody has said. */
export function broadcastColumns(input: Readonly<Record<string, InputValue>>): readonly BroadcastColumn[] {
  const { columns } = input;
  return Array.isArray(columns) && columns.every(isColumn) ? columns : [];
}

function isColumn(value: unknown): value is BroadcastColumn {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('label' in value) || !('type' in value)) return false;
  const { key, label, type } = value;
  const isNamed = typeof key === 'string' && columnKey.test(key) && typeof label === 'string' && label.length <= longestColumnLabel;
  return isNamed && columnTypes.some((known) => known === type);
}
