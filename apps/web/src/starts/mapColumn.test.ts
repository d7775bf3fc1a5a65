import { expect, test } from 'vitest';
import { mapColumn, mappingOf } from './mapColumn.ts';

const known = [
  { key: 'ten', label: 'Tên', type: 'text' },
  { key: 'sdt', label: 'SĐT', type: 'phone' },
] as const;
const columns = [
  { key: 'hoTen', label: 'Họ tên', type: 'text' as const },
  { key: 'ten', label: 'Tên', type: 'text' as const },
  { key: 'sdt', label: 'Di động', type: 'phone' as const },
];

test.each([
  ['a known column is taken over from the one that had it', 0, 'known:ten', ['known:ten', 'skip', 'known:sdt']],
  ['left out', 1, 'skip', ['text', 'skip', 'known:sdt']],
  ['a column of its own', 1, 'text', ['text', 'text', 'known:sdt']],
  ['the only column of phones', 0, 'phone', ['phone', 'known:ten', 'text']],
])('%s', (_case, at, choice, expected) => {
  const mapped = mapColumn({ columns, known, at, choice });
  expect(mapped.map((column) => mappingOf(column, known))).toEqual(expected);
  const keys = mapped.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
