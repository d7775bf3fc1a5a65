import pg from 'pg';
import { expect, test, vi } from 'vitest';
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

/** A writer whose statements end when they are let go, in their order. */
function heldWriter(maxBatch?: number) {
  const sizes: number[] = [];
  const gates: (() => void)[] = [];
  const writer = createGroupWriter<number, number>({
    flush: (items) => {
      sizes.push(items.length);
      return new Promise((resolve) => {
        gates.push(() => resolve(items));
      });
    },
    ...(maxBatch === undefined ? {} : { maxBatch }),
  });
  return { writer, sizes, gates };
}
const tick = () => new Promise((done) => setImmediate(done));

async function writeInTurn(writer: { write(item: number): Promise<number> }, count: number): Promise<Promise<number>[]> {
  const all: Promise<number>[] = [];
  for (let item = 0; item < count; item += 1) {
    all.push(writer.write(item));
    await tick();
  }
  return all;
}

test('what comes while a batch is under way joins the next one', async () => {
  const { writer, sizes, gates } = heldWriter();
  const all = await writeInTurn(writer, 5);
  expect(sizes).toEqual([1]);

  gates[0]?.();
  await all[0];
  await tick();
  expect(sizes).toEqual([1, 4]);

  for (const open of gates) open();
  await Promise.all(all);
  await writer.idle();
});

test('a batch that is full goes beside the one under way, and no third one', async () => {
  const { writer, sizes, gates } = heldWriter(3);
  const all = await writeInTurn(writer, 9);
  expect(sizes).toEqual([1, 3]);

  gates[1]?.();
  await all[3];
  await tick();
  expect(sizes).toEqual([1, 3, 3]);

  for (let at = 0; at < 4; at += 1) {
    gates[at]?.();
    await tick();
  }
  await Promise.all(all);
});

test('a batch that takes long does not hold up the next one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { writer, sizes, gates } = heldWriter();
  const all = await writeInTurn(writer, 3);
  vi.advanceTimersByTime(49);
  expect(sizes).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(sizes).toEqual([1, 2]);

  for (const open of gates) open();
  await Promise.all(all);
  vi.useRealTimers();
});
