import { expect, test } from 'vitest';
import { findTemplates } from './findTemplates.ts';

const cart = { title: { vi: 'Nhắc giỏ hàng', en: 'Remind of a cart' }, summary: { vi: 'Khách để quên', en: 'Left behind' }, tags: ['zns'] };
const revenue = { title: { vi: 'Doanh thu hằng ngày', en: 'Daily revenue' }, summary: { vi: 'Mỗi tối', en: 'Every evening' }, tags: ['báo cáo'] };

test.each([
  ['', [cart, revenue]],
  ['gio hang', [cart]],
  ['GIỎ', [cart]],
  ['evening doanh', [revenue]],
  ['bao cao', [revenue]],
  ['giỏ doanh', []],
])('“%s” finds by words in any order, without tone marks, in both languages', (typed, found) => {
  expect(findTemplates([cart, revenue], typed)).toEqual(found);
});
