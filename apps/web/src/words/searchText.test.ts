import { expect, test } from 'vitest';
import { matches } from './searchText.ts';

test.each([
  ['don hang', 'Đơn hàng giao xong'],
  ['ĐỢI', 'đợi một lúc'],
  ['zns gui', 'Gửi ZNS'],
])('"%s" finds "%s"', (query, text) => {
  expect(matches(query, text)).toBe(true);
});

test('every word must be there', () => {
  expect(matches('gửi email', 'Gửi ZNS')).toBe(false);
});
