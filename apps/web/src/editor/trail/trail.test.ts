import { expect, test } from 'vitest';
import { readEditorSearch, trailBack, trailInto } from './trail.ts';

const [outer, inner] = ['0198a1b2-0000-7000-8000-000000000001', '0198a1b2-0000-7000-8000-000000000002'];

test('the way into a called flow leads back over every flow that it came through', () => {
  const first = trailInto(outer, undefined);
  const second = trailInto(inner, first.trail);
  expect([first, second]).toEqual([{ trail: outer }, { trail: `${outer}.${inner}` }]);
  expect(trailBack(second.trail)).toEqual([
    { flowId: outer, search: {} },
    { flowId: inner, search: { trail: outer } },
  ]);
  expect(trailBack(undefined)).toEqual([]);
});

test.each([['../settings'], ['https://elsewhere.example'], [''], [7], [`${outer}.`], [undefined]])('%s is no way', (trail) => {
  expect(readEditorSearch({ trail })).toEqual({});
});
