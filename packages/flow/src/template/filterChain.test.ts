import { expect, test } from 'vitest';
import { printFilterChain, readFilterChain } from './filterChain.ts';

test.each([
  ['', []],
  ['money', [{ name: 'money', args: [] }]],
  [
    'times: 0.9 | round | money',
    [
      { name: 'times', args: [0.9] },
      { name: 'round', args: [] },
      { name: 'money', args: [] },
    ],
  ],
  ['replace: "a \\"b\\"", "c"', [{ name: 'replace', args: ['a "b"', 'c'] }]],
  ['minus: -3', [{ name: 'minus', args: [-3] }]],
])('the chain “%s” becomes a list and back', (written, calls) => {
  expect(readFilterChain(written)).toEqual(calls);
  expect(printFilterChain(calls)).toBe(written);
});

test('what is not a list of texts and numbers is left to be typed', () => {
  expect(readFilterChain('plus: trigger.order.total')).toBeNull();
});
