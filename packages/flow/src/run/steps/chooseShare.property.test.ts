import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf, buckets, chooseShare } from './chooseShare.ts';

const customers = Array.from({ length: 10_000 }, (_, index) => `+849${String(10_000_000 + index * 137)}`);
const stepId = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/);
const shares = fc
  .array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 })
  .map((weights) => weights.map((weight, index) => ({ port: `p${index}`, weight })));

test('ten thousand customers are shared out within 2% of the weights, always the same way', () => {
  fc.assert(
    fc.property(stepId, shares, (id, ways) => {
      const choose = () => customers.map((value) => chooseShare(ways, { stepId: id, value }));
      const chosen = choose();
      expect(choose()).toEqual(chosen);
      const total = ways.reduce((sum, { weight }) => sum + weight, 0);
      for (const { port, weight } of ways) {
        const share = chosen.filter((one) => one === port).length / customers.length;
        expect(Math.abs(share - weight / total)).toBeLessThan(0.02);
      }
    }),
    // The bound is four standard deviations wide, so that the draw is a fixed one.
    { numRuns: 25, seed: 20261122 },
  );
});

test('equal weights in other numbers share out alike, and two steps share out apart', () => {
  const thirds = [
    { port: 'a', weight: 1 },
    { port: 'b', weight: 2 },
  ];
  const many = thirds.map(({ port, weight }) => ({ port, weight: weight * 50 }));
  const at = (id: string, ways: typeof thirds) => customers.map((value) => chooseShare(ways, { stepId: id, value }));
  expect(at('one', many)).toEqual(at('one', thirds));
  expect(at('two', thirds)).not.toEqual(at('one', thirds));
});

test('the first share keeps its customers while its part stays, whatever is changed behind it', () => {
  const others = fc.integer({ min: 1, max: 79 });
  fc.assert(
    fc.property(others, (left) => {
      const held = { port: 'heldOut', weight: 20 };
      const before = [held, { port: 'a', weight: 40 }, { port: 'b', weight: 40 }];
      const after = [held, { port: 'a', weight: left }, { port: 'b', weight: 80 - left }];
      const isHeld = (ways: typeof before) => customers.map((value) => chooseShare(ways, { stepId: 's', value }) === 'heldOut');
      expect(isHeld(after)).toEqual(isHeld(before));
    }),
    { numRuns: 10 },
  );
});

test('any value at all has a bucket, and every bucket a way out', () => {
  fc.assert(
    fc.property(stepId, fc.jsonValue(), shares, (id, value, ways) => {
      const bucket = bucketOf({ stepId: id, value });
      expect(Number.isInteger(bucket) && bucket >= 0 && bucket < buckets).toBe(true);
      expect(ways.map(({ port }) => port)).toContain(chooseShare(ways, { stepId: id, value }));
    }),
    { numRuns: 300 },
  );
});
