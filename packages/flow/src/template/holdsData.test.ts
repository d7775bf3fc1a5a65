import { expect, test } from 'vitest';
import { holdsData } from './holdsData.ts';

test.each([
  ['{{ trigger.order.code }}', true],
  ['Đơn {{ trigger.order.code }} đã giao', true],
  ['Đơn đã giao', false],
  ['', false],
  [12, false],
  [undefined, false],
])('%o holds data: %o', (value, expected) => {
  expect(holdsData(value)).toBe(expected);
});
