import { expect, test } from 'vitest';
import { createClock } from './createClock.ts';

function aClock(...times: readonly number[]) {
  const clock = createClock(100);
  const told: string[] = [];
  for (const time of times) clock.at(time, () => told.push(`${time}@${clock.now()}`));
  return { clock, told };
}

test('things happen in order of time, those of the past at once', () => {
  const { clock, told } = aClock(300, 200, 50, 200);
  clock.runOut();
  expect([told, clock.now()]).toEqual([['50@100', '200@200', '200@200', '300@300'], 300]);
});

test('a clock that runs to a time does what is due by then, and stands there', () => {
  const { clock, told } = aClock(300, 200, 301);
  expect([clock.runTo(300), told, clock.now()]).toEqual([true, ['200@200', '300@300'], 300]);
  expect([clock.runTo(250), clock.now()]).toEqual([true, 300]);
});

test('with a bound it stops between two things, and goes on where it was', () => {
  const { clock, told } = aClock(200, 200, 300);
  expect([clock.runTo(1_000, 2), told.length, clock.now()]).toEqual([false, 2, 200]);
  expect([clock.runTo(1_000, 2), told.length, clock.now()]).toEqual([true, 3, 1_000]);
});
