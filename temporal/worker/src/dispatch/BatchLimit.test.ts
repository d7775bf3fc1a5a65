import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchLimit } from './BatchLimit.ts';

test('whatever is broken among the others is set aside, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(200), { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (broken, most) => {
      const limit = new BatchLimit(most);
      let queue = Array.from({ length: 100 }, (_, nr) => nr);
      const aside: number[] = [];
      for (let rounds = 0; queue.length > 0 && rounds < 2_000; rounds += 1) {
        const batch = queue.slice(0, limit.now);
        if (!batch.some((nr) => broken.includes(nr))) {
          limit.passed();
          queue = queue.slice(batch.length);
        } else if (limit.failed(batch.map(String))) {
          aside.push(...batch);
          queue = queue.slice(batch.length);
          limit.passed();
        }
      }
      expect(queue).toEqual([]);
      expect(aside).toEqual(broken.filter((nr) => nr < 100).sort((one, other) => one - other));
    }),
  );
});

test('three failures of different ones are nobody’s third', () => {
  const limit = new BatchLimit(200);
  expect(['a', 'b', 'a', 'b', 'b'].map((name) => limit.failed([name]))).toEqual([false, false, false, false, false]);
  expect(limit.failed(['b'])).toBe(true);
});
