import { expect, test } from 'vitest';
import { fitText, textWidth } from './fitText.ts';

const box = { width: 200, size: 13.5, lines: 2 };

test('short words stay on one line, longer ones take the next', () => {
  expect(fitText('Gửi ZNS', box)).toEqual(['Gửi ZNS']);
  expect(fitText('Gửi ZNS mời đánh giá đơn hàng đã giao', box)).toEqual(['Gửi ZNS mời đánh giá đơn', 'hàng đã giao']);
});

test('what does not fit is cut with a mark, and no line is wider than the box', () => {
  const lines = fitText('Gửi tin Zalo mời khách hàng thân thiết đánh giá đơn hàng đã giao trong ba ngày qua', box);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/…$/);
  for (const line of lines) expect(textWidth(line, 13.5)).toBeLessThanOrEqual(200);
});

test('one endless word is cut, too', () => {
  expect(fitText('x'.repeat(200), { ...box, lines: 1 })[0]).toMatch(/^x+…$/);
});

test('nothing is no line', () => {
  expect(fitText('  ', box)).toEqual([]);
});
