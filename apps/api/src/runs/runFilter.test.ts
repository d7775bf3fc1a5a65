import { expect, test } from 'vitest';
import { whom } from './runFilter.ts';

test.each([
  ['0912 345 678', { about: ['customer:+84912345678'] }],
  ['+84912345678', { about: ['customer:+84912345678'] }],
  ['#100020', { about: ['order:100020'] }],
  ['dh-77', { about: ['order:DH-77'] }],
  ['Nguyễn Thị Đào', { name: 'nguyen thi dao' }],
])('%s', (text, expected) => {
  expect(whom(text)).toEqual(expected);
});
