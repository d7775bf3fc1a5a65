import { expect, test } from 'vitest';
import { packHosts } from './packHosts.ts';

const run = (nr: number, bytes = 100) => ({ nr, carry: { scopes: {}, trigger: { note: 'x'.repeat(bytes) }, outcome: null } });
const packed = (runs: readonly ReturnType<typeof run>[]) => packHosts(runs).map((pack) => pack.map(({ nr }) => nr));

test('runs travel together, in their order, as many as a workflow takes', () => {
  const packs = packed(Array.from({ length: 120 }, (_, nr) => run(nr)));
  expect(packs.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(packs.flat()).toEqual(Array.from({ length: 120 }, (_, nr) => nr));
});

test('large ones part sooner, and one that is too large for any company travels alone', () => {
  expect(packed([run(1, 300_000), run(2, 200_000), run(3, 200_000), run(4, 900_000), run(5)])).toEqual([[1, 2], [3], [4], [5]]);
  expect(packed([])).toEqual([]);
});
