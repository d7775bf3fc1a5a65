import { expect, test } from 'vitest';
import { fileNameOf } from './fileNameOf.ts';

test.each([
  ['Mời đánh giá sau khi giao hàng', 'moi-danh-gia-sau-khi-giao-hang'],
  ['  ../../etc/passwd  ', 'etc-passwd'],
  ['Đơn > 1.000.000 ₫ "gấp"', 'don-1-000-000-gap'],
  ['🎁', 'quy-trinh'],
  ['a'.repeat(90), 'a'.repeat(60)],
])('“%s” is kept as “%s”', (name, file) => {
  expect(fileNameOf(name)).toBe(file);
});
