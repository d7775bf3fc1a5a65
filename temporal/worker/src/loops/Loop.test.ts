import { expect, test } from 'vitest';
import { Loop, type LoopOptions } from './Loop.ts';

function aLoop(round: LoopOptions['round'], pollMs = 60_000) {
  const log: string[] = [];
  const note = (_facts: object, message: string) => void log.push(message);
  const loop = new Loop({ name: 'test', round, logger: { debug: note, info: note, warn: note }, now: () => new Date(0), pollMs });
  return { loop, log };
}

test('goes on at once while there is more, sleeps when there is nothing, and wakes at a ring', async () => {
  let rounds = 0;
  let onRest: () => void = () => undefined;
  const rests = () =>
    new Promise<void>((resolve) => {
      onRest = resolve;
    });
  const { loop } = aLoop(async () => {
    rounds += 1;
    if (rounds < 3) return 'again';
    onRest();
    return null;
  });
  const first = rests();
  loop.start();
  await first;
  expect(rounds).toBe(3);

  const second = rests();
  loop.ring();
  await second;
  expect(rounds).toBe(4);
  await loop.stop();
});

test('wakes at the time that the round named', async () => {
  let rounds = 0;
  let done: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    done = resolve;
  });
  const { loop } = aLoop(async () => {
    rounds += 1;
    if (rounds === 2) done();
    return new Date(5);
  });
  loop.start();
  await woken;
  await loop.stop();
  expect(rounds).toBeGreaterThanOrEqual(2);
});

test('a failed round is told and repeated', async () => {
  let rounds = 0;
  let done: () => void = () => undefined;
  const repeated = new Promise<void>((resolve) => {
    done = resolve;
  });
  const { loop, log } = aLoop(async () => {
    rounds += 1;
    if (rounds === 1) throw new Error('no database');
    done();
    return null;
  }, 5);
  loop.start();
  await repeated;
  await loop.stop();
  expect(log).toEqual(['a round of this loop failed; it will be repeated']);
});

test('stopping waits for the round under way', async () => {
  let end: () => void = () => undefined;
  let isOver = false;
  const { loop } = aLoop(async () => {
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    isOver = true;
    return null;
  });
  loop.start();
  const stopping = loop.stop();
  end();
  await stopping;
  expect(isOver).toBe(true);
});
