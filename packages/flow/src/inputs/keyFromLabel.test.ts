import { expect, test } from 'vitest';
import { keyFromLabel } from './keyFromLabel.ts';

test.each([
  ['Số lượng quà', [], 'soLuongQua'],
  ['Đơn hàng', [], 'donHang'],
  ['Email', ['email', 'email2'], 'email3'],
  ['2 ngày', [], 'muc2Ngay'],
  ['', [], 'muc'],
])('“%s” beside %j is read as %s', (label, taken, key) => {
  expect(keyFromLabel(label, taken)).toBe(key);
});
