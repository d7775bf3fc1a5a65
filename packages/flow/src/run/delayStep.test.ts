import { expect, test } from 'vitest';
import { createRun } from './createRun.ts';
import type { ExecuteRequest, ExecuteResult, RunPorts } from './RunPorts.ts';
import { anAction, aPlan, aTrigger } from './testing/aPlan.ts';
import { done, failed, story, walkThrough } from './testing/walkThrough.ts';

const plan = aPlan({ start: aTrigger(), send: anAction(), after: anAction() }, ['start.next>send', 'send.next>after']);
const reason = { vi: 'Đang trong giờ yên lặng.', en: 'Quiet hours.' };
const delayed = (until: number): ExecuteResult => ({ outcome: 'delayed', until, reason });
const hour = 3_600_000;

/** Delays `send` twice, then lets it fail once, then go; all else is done at once. */
function behaveTwice(): (request: ExecuteRequest) => ExecuteResult {
  let asked = 0;
  return ({ stepId, attempt }) => {
    if (stepId !== 'send') return done({});
    asked += 1;
    if (asked <= 2) return delayed(asked * hour);
    return attempt === 1 ? failed('unavailable') : done({});
  };
}

test('a delayed try is told with its end and reason, and is the same try when it is asked again', () => {
  const { records, outcomes } = walkThrough({ plan, behave: behaveTwice() });

  expect(story(records).slice(1, -2)).toEqual([
    'send running',
    'send waiting',
    'send running',
    'send waiting',
    'send running',
    'send retrying',
    'send running #2',
    'send done next #2',
  ]);
  expect(records[2]).toMatchObject({ until: hour, reason, attempt: 1 });
  expect(records[5]).toMatchObject({ state: 'running', at: 2 * hour });
  expect(outcomes).toEqual([{ state: 'done' }]);
});

test('it tells the same story when it is stored and restored at every move', () => {
  const straight = walkThrough({ plan, behave: behaveTwice() });
  const moved = walkThrough({ plan, behave: behaveTwice(), isRehosted: () => true });

  expect(moved.records).toEqual(straight.records);
  expect(moved.outcomes).toEqual(straight.outcomes);
});

/** A world that does nothing by itself. */
function aWorld() {
  const asked: string[] = [];
  const slept: { token: string; until: number }[] = [];
  const cancelled: string[] = [];
  const ports: RunPorts = {
    now: () => 0,
    execute: ({ token }) => asked.push(token),
    sleep: (request) => slept.push(request),
    waitFor: () => {},
    cancel: (token) => cancelled.push(token),
    record: () => {},
    finish: () => {},
  };
  return { asked, slept, cancelled, ports };
}

test('restored in the middle of a delay it sleeps on, and later delays are still told apart', () => {
  const { asked, slept, ports } = aWorld();
  const first = createRun({ plan, ports });
  first.start({});
  first.settle('root/send#1@1', delayed(hour));
  const second = createRun({ plan, ports, state: JSON.parse(JSON.stringify(first.state)) });
  second.resume();

  expect(slept).toEqual([
    { token: 'root/send#1@1', until: hour },
    { token: 'root/send#1@1', until: hour },
  ]);
  second.wake('root/send#1@1');
  const third = createRun({ plan, ports, state: JSON.parse(JSON.stringify(second.state)) });
  third.resume();
  third.settle('root/send#1@1~1', delayed(2 * hour));
  third.wake('root/send#1@1~1');
  expect(asked).toEqual(['root/send#1@1', 'root/send#1@1~1', 'root/send#1@1~1', 'root/send#1@1~2']);
});

test('“continue now” asks again at once and leaves the new asking alone; an answer to the old one is ignored', () => {
  const { asked, cancelled, ports } = aWorld();
  const run = createRun({ plan, ports });
  run.start({});
  run.settle('root/send#1@1', delayed(hour));

  expect(run.endWait({ stepId: 'send' })).toBe(true);
  expect(asked.at(-1)).toBe('root/send#1@1~1');
  expect(cancelled).toEqual(['root/send#1@1']);
  run.settle('root/send#1@1', done({}));
  expect(asked).toHaveLength(2);
  run.settle('root/send#1@1~1', done({}));
  expect(asked.at(-1)).toBe('root/after#1@1');
});
