import { describe, expect, test } from 'vitest';
import { createRun } from './createRun.ts';
import type { ExecuteRequest, RunOutcome, RunPorts, StepRecord } from './RunPorts.ts';
import { aForEach, anAction, anIf, aPlan, aSet, aStop, aTrigger, aWait, inside } from './testing/aPlan.ts';
import { done, failed, story, walkThrough } from './testing/walkThrough.ts';

const day = 86_400_000;

/** A world that does nothing by itself: requests are kept for the test to answer. */
function aWorld() {
  const asked: ExecuteRequest[] = [];
  const slept: { token: string; until: number }[] = [];
  const cancelled: string[] = [];
  const records: StepRecord[] = [];
  const outcomes: RunOutcome[] = [];
  const ports: RunPorts = {
    now: () => 0,
    execute: (request) => asked.push(request),
    sleep: (request) => slept.push(request),
    waitFor: () => {},
    cancel: (token) => cancelled.push(token),
    record: (line) => records.push(line),
    finish: (outcome) => outcomes.push(outcome),
  };
  return { asked, slept, cancelled, records, outcomes, ports };
}

test('a wait and an action come one after the other, and the run is done', () => {
  const plan = aPlan({ start: aTrigger(), rest: aWait(3), send: anAction() }, ['start.next>rest', 'rest.next>send']);
  const { records, outcomes } = walkThrough({ plan, startAt: 1_000 });

  expect(story(records)).toEqual(['start done next', 'rest waiting', 'rest done next', 'send running', 'send done next']);
  expect(records.at(-1)?.at).toBe(1_000 + 3 * day);
  expect(outcomes).toEqual([{ state: 'done' }]);
});

test('an action is told what the trigger and earlier steps gave', () => {
  const plan = aPlan({ start: aTrigger(), name: aSet('greeting', 'Chào {{ trigger.name }}'), send: anAction() }, ['start.next>name', 'name.next>send']);
  const seen: ExecuteRequest[] = [];
  walkThrough({
    plan,
    trigger: { name: 'Lan' },
    behave: (request) => {
      seen.push(request);
      return done({});
    },
  });

  expect(seen).toEqual([
    {
      token: 'root/send#1@1',
      stepId: 'send',
      scope: 'root',
      visit: 1,
      attempt: 1,
      data: { trigger: { name: 'Lan' }, steps: { name: { greeting: 'Chào Lan' } } },
    },
  ]);
});

test('values that grow from step to step end in words, long before they fill the machine', () => {
  const ids = Array.from({ length: 40 }, (_, at) => `set${at}`);
  const twice = (id: string) => aSet('text', `{{ ${id}.text }}{{ ${id}.text }}`);
  const pieces = ids.map((id, at) => [id, twice(at === 0 ? 'trigger' : `steps.${ids[at - 1]}`)] as const);
  const plan = aPlan({ start: aTrigger(), ...Object.fromEntries(pieces) }, ['start.next>set0', ...ids.slice(1).map((id, at) => `set${at}.next>${id}`)]);
  const { outcomes, records } = walkThrough({ plan, trigger: { text: 'ắ'.repeat(100) } });

  expect(outcomes).toMatchObject([{ state: 'failed', error: { kind: 'invalid_input', text: { vi: expect.stringContaining('quá nhiều dữ liệu') } } }]);
  expect(Math.max(...records.map(({ output }) => JSON.stringify(output ?? null).length))).toBeLessThan(1_500_000);
});

test('a condition fires one port; what only the other port reaches is dead', () => {
  const plan = aPlan({ start: aTrigger(), paid: anIf('trigger.paid'), yes: anAction(), no: anAction(), after: anAction() }, [
    'start.next>paid',
    'paid.true>yes',
    'paid.false>no',
    'yes.next>after',
    'no.next>after',
  ]);
  const { records, run } = walkThrough({ plan, trigger: { paid: true } });

  expect(story(records).filter((line) => line.includes('done'))).toEqual(['start done next', 'paid done true', 'yes done next', 'after done next']);
  expect(run.state.scopes.root?.steps.no).toEqual({ state: 'dead', visit: 0 });
});

test('a join waits for the slower of two branches and runs once', () => {
  const plan = aPlan({ start: aTrigger(), slow: aWait(2), quick: anAction(), join: anAction() }, [
    'start.next>slow',
    'start.next>quick',
    'slow.next>join',
    'quick.next>join',
  ]);
  const { records } = walkThrough({ plan });
  const joined = records.filter((line) => line.stepId === 'join');

  expect(joined.map((line) => [line.state, line.at])).toEqual([
    ['running', 2 * day],
    ['done', 2 * day],
  ]);
});

describe('a failed try', () => {
  const plan = aPlan({ start: aTrigger(), send: anAction(), after: anAction() }, ['start.next>send', 'send.next>after']);

  test('that may help later is tried again after a pause', () => {
    const { records, outcomes } = walkThrough({ plan, behave: ({ stepId, attempt }) => (stepId === 'send' && attempt < 3 ? failed('unavailable') : done({})) });

    expect(story(records)).toEqual([
      'start done next',
      'send running',
      'send retrying',
      'send running #2',
      'send retrying #2',
      'send running #3',
      'send done next #3',
      'after running',
      'after done next',
    ]);
    expect(records.find((line) => line.state === 'retrying')).toMatchObject({ at: 0, until: expect.any(Number), error: { kind: 'unavailable' } });
    expect(outcomes).toEqual([{ state: 'done' }]);
  });

  test('that cannot help fails the run and stops what is open beside it', () => {
    const wide = aPlan({ start: aTrigger(), send: anAction(), rest: aWait(1) }, ['start.next>rest', 'start.next>send']);
    const { records, outcomes, run } = walkThrough({ plan: wide, behave: () => failed('rejected') });

    expect(story(records)).toEqual(['start done next', 'rest waiting', 'send running', 'send failed', 'rest stopped']);
    expect(outcomes).toEqual([{ state: 'failed', stepId: 'send', error: expect.objectContaining({ kind: 'rejected' }) }]);
    expect(run.isEnded).toBe(true);
  });

  test('goes on by the error port where one is wired', () => {
    const wired = aPlan({ start: aTrigger(), send: anAction(), mend: anAction(), after: anAction() }, [
      'start.next>send',
      'send.error>mend',
      'send.next>after',
    ]);
    const { records, outcomes } = walkThrough({ plan: wired, behave: ({ stepId }) => (stepId === 'send' ? failed('rejected') : done({})) });

    expect(story(records)).toEqual(['start done next', 'send running', 'send failed error', 'mend running', 'mend done next']);
    expect(outcomes).toEqual([{ state: 'done' }]);
  });

  test('is given up after three days of back-off', () => {
    const { records, outcomes } = walkThrough({ plan, behave: () => failed('unavailable') });

    expect(outcomes).toMatchObject([{ state: 'failed', stepId: 'send' }]);
    expect((records.at(-1)?.at ?? 0) / day).toBeGreaterThan(3);
    expect((records.at(-1)?.at ?? 0) / day).toBeLessThan(4);
  });
});

test('a skipped step says why and the run goes on', () => {
  const plan = aPlan({ start: aTrigger(), send: anAction(), after: anAction() }, ['start.next>send', 'send.next>after']);
  const reason = { vi: 'Khách chưa đồng ý nhận tin.', en: 'The customer has not agreed to messages.' };
  const { records } = walkThrough({ plan, behave: ({ stepId }) => (stepId === 'send' ? { outcome: 'skipped', reason } : done({})) });

  expect(records[2]).toMatchObject({ stepId: 'send', state: 'skipped', reason, port: 'next' });
  expect(records.at(-1)).toMatchObject({ stepId: 'after', state: 'done' });
});

test('missing data in a set step fails the run with words and the field', () => {
  const plan = aPlan({ start: aTrigger(), name: aSet('greeting', 'Chào {{ trigger.name }}') }, ['start.next>name']);
  const { outcomes } = walkThrough({ plan });

  expect(outcomes).toEqual([
    {
      state: 'failed',
      stepId: 'name',
      error: { kind: 'invalid_input', field: 'greeting', text: { vi: expect.any(String), en: expect.any(String) }, repeatable: true },
    },
  ]);
});

test('a stop step ends the run, whatever else is open', () => {
  const plan = aPlan({ start: aTrigger(), rest: aWait(9), send: anAction(), end: aStop('đủ rồi') }, ['start.next>rest', 'start.next>send', 'send.next>end']);
  const { records, outcomes } = walkThrough({ plan });

  expect(story(records)).toEqual(['start done next', 'rest waiting', 'send running', 'send done next', 'end done', 'rest stopped']);
  expect(outcomes).toEqual([{ state: 'stopped', by: 'step', reason: 'đủ rồi' }]);
});

test('a person ends a wait early, once', () => {
  const plan = aPlan({ start: aTrigger(), rest: aWait(3), send: anAction() }, ['start.next>rest', 'rest.next>send']);
  const world = aWorld();
  const run = createRun({ plan, ports: world.ports });
  run.start({});

  expect(run.endWait({ stepId: 'send' })).toBe(false);
  expect(run.endWait({ stepId: 'rest' })).toBe(true);
  expect(run.endWait({ stepId: 'rest' })).toBe(false);
  expect(world.cancelled).toEqual(['root/rest#1@1']);
  expect(world.asked.map((request) => request.token)).toEqual(['root/send#1@1']);
});

test('a person ends a back-off early: the next try comes at once', () => {
  const world = aWorld();
  const run = createRun({ plan: aPlan({ start: aTrigger(), send: anAction() }, ['start.next>send']), ports: world.ports });
  run.start({});
  run.settle('root/send#1@1', failed('unavailable'));

  expect(run.endWait({ stepId: 'send' })).toBe(true);
  expect(world.asked.map((request) => request.token)).toEqual(['root/send#1@1', 'root/send#1@2']);
});

test('a person stops the run: open requests are cancelled, late answers ignored', () => {
  const plan = aPlan({ start: aTrigger(), send: anAction(), rest: aWait(1) }, ['start.next>send', 'start.next>rest']);
  const world = aWorld();
  const run = createRun({ plan, ports: world.ports });
  run.start({});
  run.stop({ by: 'person', reason: 'nhầm đơn' });
  run.settle('root/send#1@1', done({}));
  run.wake('root/rest#1@1');
  run.stop({ by: 'person' });

  expect(world.cancelled).toEqual(['root/send#1@1', 'root/rest#1@1']);
  expect(story(world.records).slice(-2)).toEqual(['send stopped', 'rest stopped']);
  expect(world.outcomes).toEqual([{ state: 'stopped', by: 'person', reason: 'nhầm đơn' }]);
});

test('an answer under an unknown or used token changes nothing', () => {
  const world = aWorld();
  const run = createRun({ plan: aPlan({ start: aTrigger(), send: anAction(), more: anAction() }, ['start.next>send', 'send.next>more']), ports: world.ports });
  run.start({});
  run.settle('root/send#1@1', done({ n: 1 }));
  const before = JSON.stringify(run.state);
  run.settle('root/send#1@1', done({ n: 2 }));
  run.settle('root/nothing#1@1', done({}));
  run.wake('root/more#1@1');

  expect(JSON.stringify(run.state)).toBe(before);
});

test('ports may answer from inside their own call', () => {
  const plan = aPlan({ start: aTrigger(), one: anAction(), two: anAction() }, ['start.next>one', 'one.next>two']);
  const world = aWorld();
  const run = createRun({ plan, ports: { ...world.ports, execute: ({ token }) => run.settle(token, done({})) } });
  run.start({});

  expect(world.outcomes).toEqual([{ state: 'done' }]);
});

test('a plan that makes no sense fails the run instead of throwing', () => {
  const plan = aPlan({ start: aTrigger(), send: anAction() }, ['start.next>send', 'send.next>ghost']);
  const { outcomes } = walkThrough({ plan });

  expect(outcomes).toMatchObject([{ state: 'failed', stepId: 'ghost', error: { kind: 'bug' } }]);
});

test('a step may be called like a property of every object', () => {
  const plan = aPlan({ start: aTrigger(), constructor: anAction(), toString: aSet('x', 1) }, ['start.next>constructor', 'constructor.next>toString']);
  const { records, outcomes } = walkThrough({ plan });

  expect(story(records)).toEqual(['start done next', 'constructor running', 'constructor done next', 'toString done next']);
  expect(outcomes).toEqual([{ state: 'done' }]);
});

describe('a run whose turn ends', () => {
  const items = Array.from({ length: 30 }, (_, index) => index);
  const plan = aPlan({ start: aTrigger(), each: aForEach(), one: inside('each', aSet('a', 'x {{ steps.each.item }}')), send: anAction() }, [
    'start.next>each',
    'each.next>send',
  ]);

  /** Ends each turn after so many moves. */
  function aWorldOfTurns(moves: number) {
    const world = aWorld();
    let left = moves;
    const ports: RunPorts = {
      ...world.ports,
      mayGoOn: () => {
        left -= 1;
        return left >= 0;
      },
    };
    return {
      ...world,
      ports,
      nextTurn: () => {
        left = moves;
      },
    };
  }

  test('goes on where it was, and leaves the same story as one that was never cut', () => {
    const whole = aWorld();
    createRun({ plan, ports: whole.ports }).start({ items });
    const { ports, records, nextTurn } = aWorldOfTurns(7);
    const run = createRun({ plan, ports });
    run.start({ items });
    let turns = 1;
    for (; records.length < whole.records.length; turns += 1) {
      nextTurn();
      run.goOn();
    }

    expect(records).toEqual(whole.records);
    expect(turns).toBeGreaterThan(10);
    expect(run.state.todo).toBeUndefined();
  });

  test('is carried at the end of any turn', () => {
    const whole = aWorld();
    createRun({ plan, ports: whole.ports }).start({ items });
    const { ports, records, nextTurn } = aWorldOfTurns(7);
    let run = createRun({ plan, ports });
    run.start({ items });
    while (records.length < whole.records.length) {
      nextTurn();
      run = createRun({ plan, ports, state: JSON.parse(JSON.stringify(run.state)) });
      run.resume();
    }

    expect(records).toEqual(whole.records);
  });

  test('takes up what came meanwhile after what was left to do', () => {
    const beside = aPlan({ start: aTrigger(), quick: anAction(), each: aForEach(), one: inside('each', aSet('a', 'x')) }, [
      'start.next>quick',
      'start.next>each',
    ]);
    const { ports, records, nextTurn } = aWorldOfTurns(7);
    const run = createRun({ plan: beside, ports });
    run.start({ items });
    run.settle('root/quick#1@1', done({}));
    const isDone = ({ stepId, state }: StepRecord) => stepId === 'quick' && state === 'done';
    expect(records.some(isDone)).toBe(false);

    for (let turn = 0; turn < 30; turn += 1) {
      nextTurn();
      run.goOn();
    }
    expect(records.findIndex(isDone)).toBeGreaterThan(records.findIndex(({ stepId, state }) => stepId === 'each' && state === 'done'));
  });

  test('ends at once when it is stopped', () => {
    const { ports, outcomes, records, nextTurn } = aWorldOfTurns(7);
    const run = createRun({ plan, ports });
    run.start({ items });
    run.stop({ by: 'person' });
    const told = records.length;
    nextTurn();
    run.goOn();

    expect(outcomes).toEqual([{ state: 'stopped', by: 'person' }]);
    expect(run.state.todo).toBeUndefined();
    expect(records).toHaveLength(told);
  });
});
