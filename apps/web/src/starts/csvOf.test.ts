import { expect, test } from 'vitest';
import { csvOf } from './csvOf.ts';

test('cells with separators, quotes and line ends are quoted, others are left as they are', () => {
  const rows = [
    ['Tên', 'Lý do'],
    ['Lan "Mập"', 'a,b;c\nd'],
    ['0912345678', ''],
  ];
  expect(csvOf(rows)).toBe('\uFEFFTên,Lý do\r\n"Lan ""Mập""","a,b;c\nd"\r\n0912345678,\r\n');
});
