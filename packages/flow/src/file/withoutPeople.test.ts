import { expect, test } from 'vitest';
import { withoutPeople } from './withoutPeople.ts';

test.each([
  ['Gọi 0912 345 678 ngay', 'Gọi ••• ngay'],
  ['Gọi +84912345678', 'Gọi •••'],
  ['(028) 3822-1234', '(•••'],
  ['Gửi lan.nguyen+shop@noi.vn, rồi đợi', 'Gửi •••, rồi đợi'],
  ['Đơn từ 1.250.000.000 ₫', 'Đơn từ 1.250.000.000 ₫'],
  ['Đợi đến 08:30, 25/12/2026', 'Đợi đến 08:30, 25/12/2026'],
  ['Chia thử A/B · A 33,3%', 'Chia thử A/B · A 33,3%'],
  ['Mẫu 320001', 'Mẫu 320001'],
])('“%s” is shown as “%s”', (words, shown) => {
  expect(withoutPeople(words)).toBe(shown);
});
