import { expect, test } from 'vitest';
import { createPacer } from './createPacer.ts';

test('work rests once in each slice, and a rest counts towards none', async () => {
  let now = 0;
  const rests: number[] = [];
  const pacer = createPacer({
    sliceMs: 8,
    clock: () => now,
    rest: async () => {
      rests.push(now);
      now += 100;
    },
  });
  for (let piece = 0; piece < 12; piece += 1) {
    await pacer.pace();
    now += 3;
  }
  expect(rests).toEqual([9, 118, 227]);
});

test('a rest lets timers and input of the process come to their turn', async () => {
  const pacer = createPacer({ sliceMs: 0 });
  let turns = 0;
  const other = setInterval(() => {
    turns += 1;
  }, 0);
  const end = performance.now() + 2_000;
  while (turns < 5 && performance.now() < end) await pacer.pace();
  clearInterval(other);
  expect(turns).toBeGreaterThanOrEqual(5);
});
