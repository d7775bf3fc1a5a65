import pg from 'pg';
import { expect, test } from 'vitest';
import { createGroupWriter } from './GroupWriter.ts';

const badRow = () => new pg.DatabaseError('bad row', 7, 'error');

test('writes of one tick go in one batch and each gets its own answer', async () => {
  const batches: (readonly number[])[] = [];
  const writer = createGroupWriter<number, number>({
    flush: async (items) => {
      batches.push(items);
      return items.map((item) => item * 10);
    },
  });

  expect(await Promise.all([1, 2, 3].map((item) => writer.write(item)))).toEqual([10, 20, 30]);
  expect(batches).toEqual([[1, 2, 3]]);
});

test('a bad row fails alone', async () => {
  const writer = createGroupWriter<number, number>({
    flush: async (items) => {
      if (items.includes(2)) throw badRow();
      return [...items];
    },
  });

  const results = await Promise.allSettled([1, 2, 3].map((item) => writer.write(item)));

  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a lost connection is not repeated row by row', async () => {
  let calls = 0;
  const writer = createGroupWriter<number, number>({
    flush: async () => {
      calls += 1;
      throw new Error('connection lost');
    },
  });

  await Promise.allSettled([1, 2, 3].map((item) => writer.write(item)));

  expect(calls).toBe(1);
});

test('items of one key go one after the other, others do not wait for them', async () => {
  const batches: string[] = [];
  const gates: (() => void)[] = [];
  const writer = createGroupWriter<{ key: string; nr: number }, void>({
    keyOf: ({ key }) => key,
    flush: (items) => {
      batches.push(items.map(({ key, nr }) => `${key}${nr}`).join(' '));
      return new Promise((resolve) => {
        gates.push(() => resolve(items.map(() => undefined)));
      });
    },
  });
  const all = [writer.write({ key: 'a', nr: 1 }), writer.write({ key: 'a', nr: 2 }), writer.write({ key: 'b', nr: 1 })];
  await new Promise((done) => setImmediate(done));
  expect(batches).toEqual(['a1 b1']);

  gates[0]?.();
  await all[0];
  await new Promise((done) => setImmediate(done));
  expect(batches).toEqual(['a1 b1', 'a2']);

  gates[1]?.();
  await Promise.all(all);
});

test('no more than two batches are under way, and what waits meanwhile joins one batch', async () => {
  const sizes: number[] = [];
  const gates: (() => void)[] = [];
  const writer = createGroupWriter<number, number>({
    flush: (items) => {
      sizes.push(items.length);
      return new Promise((resolve) => {
        gates.push(() => resolve(items));
      });
    },
  });
  const tick = () => new Promise((done) => setImmediate(done));
  const all: Promise<number>[] = [];
  for (let item = 0; item < 5; item += 1) {
    all.push(writer.write(item));
    await tick();
  }
  expect(sizes).toEqual([1, 1]);

  gates[0]?.();
  await all[0];
  await tick();
  expect(sizes).toEqual([1, 1, 3]);

  for (const open of gates) open();
  await Promise.all(all);
  await writer.idle();
});
