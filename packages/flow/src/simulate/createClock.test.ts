import { expect, test } from 'vitest';
import { createClock } from './createClock.ts';

function aClock(...times: readonly number[]) {
  const clock = createClock(100, 2);
  const told: string[] = [];
  for (const time of times) clock.at(time, () => told.push(`${time}@${clock.now()}`));
  return { clock, told };
}

test('things happen in order of time, those of the past at once', () => {
  const { clock, told } = aClock(300, 200, 50, 200);
  expect([...clock.runOut()]).toEqual([2, 2]);
  expect([told, clock.now()]).toEqual([['50@100', '200@200', '200@200', '300@300'], 300]);
});

test('a clock that runs to a time does what is due by then, and stands there', () => {
  const { clock, told } = aClock(300, 200, 301);
  expect([...clock.runTo(300), told, clock.now()]).toEqual([2, ['200@200', '300@300'], 300]);
  expect([...clock.runTo(250), clock.now()]).toEqual([300]);
});

test('it rests between two things when a piece is done, and goes on where it was', () => {
  const { clock, told } = aClock(200, 200, 300);
  const run = clock.runTo(1_000);
  expect([run.next().value, told.length, clock.now()]).toEqual([2, 2, 200]);
  expect([run.next().value, told.length, clock.now()]).toEqual([1, 3, 300]);
  expect([run.next().done, clock.now()]).toEqual([true, 1_000]);
});

test('a thing that lasts too long is cut; what is left of it comes before all else, and several go on in the order in which they were cut', () => {
  const clock = createClock(0, 3);
  const told: string[] = [];
  const aTurn = (name: string, moves: number) => () => {
    let left = moves;
    const turn = (): void => {
      for (; left > 0; left -= 1) {
        if (!clock.mayGoOn()) {
          clock.goOn(turn);
          return;
        }
        told.push(name);
      }
    };
    turn();
  };
  clock.at(0, () => {
    aTurn('a', 7)();
    aTurn('b', 2)();
  });
  clock.at(0, aTurn('c', 1));
  expect([...clock.runOut()]).toEqual([4, 4, 5, 2]);
  expect(told.join('')).toBe('aaaaaaabbc');
});
