import { expect, test } from 'vitest';
import { movedItem } from './movedItem.ts';

test.each([
  ['up', 2, 1, ['a', 'c', 'b']],
  ['down', 0, 1, ['b', 'a', 'c']],
  ['over the first', 0, -1, ['a', 'b', 'c']],
  ['over the last', 2, 3, ['a', 'b', 'c']],
  ['what is not there', 7, 0, ['a', 'b', 'c']],
] as const)('%s', (_what, from, to, expected) => {
  expect(movedItem(['a', 'b', 'c'], from, to)).toEqual(expected);
});
