import { expect, test } from 'vitest';
import type { RuleGroup } from '../graph/FlowGraph.ts';
import type { Plan } from '../plan/Plan.ts';
import { createRun } from '../run/createRun.ts';
import type { RunState } from '../run/RunState.ts';
import { aFailure, anAction, anAwait, aPlan, aStop, aTrigger, aWait, inside, type PlanPiece } from '../run/testing/aPlan.ts';
import { done } from '../run/testing/walkThrough.ts';
import { type InFlightEffect, inFlightEffects } from './inFlightEffects.ts';

const day = 86_400_000;
const message = () => anAction({ message: { channel: 'zns', purpose: 'care' } });
const chain = ['start.next>hello', 'hello.next>later', 'later.next>ask'];
const threeDays = aPlan({ start: aTrigger(), hello: message(), later: aWait(3), ask: message() }, chain);

/** A run that began at `at` and came as far as it comes without time. */
function standing(plan: Plan, at = 0): RunState {
  const calls: (() => void)[] = [];
  const run = createRun({
    plan,
    ports: {
      now: () => at,
      execute: ({ token }) => void calls.push(() => run.settle(token, done({}))),
      sleep: () => {},
      waitFor: () => {},
      cancel: () => {},
      record: () => {},
      finish: () => {},
    },
  });
  run.start({ order: { code: 'DH1' } });
  for (let next = calls.shift(); next !== undefined; next = calls.shift()) next();
  return run.state;
}

function effects(newPlan: Plan, { oldPlan = threeDays, now = day, beganAt = [0] }: { oldPlan?: Plan; now?: number; beganAt?: readonly number[] } = {}) {
  const runs = beganAt.map((at) => ({ planHash: oldPlan.hash, state: standing(oldPlan, at) }));
  return inFlightEffects({ runs, plans: new Map([[oldPlan.hash, oldPlan]]), newPlan, now });
}

const still = { runs: 1, goOn: 0, messages: 0, ends: 0, longer: null, shorter: null };

test.each<[string, Plan, Partial<InFlightEffect>]>([
  ['nothing', threeDays, { change: 'same' }],
  [
    'only the name of the step',
    { ...threeDays, hash: 'named', steps: { ...threeDays.steps, later: { ...threeDays.steps.later, title: 'Nghỉ' } as Plan['steps'][string] } },
    { change: 'same' },
  ],
  [
    'the message behind it',
    aPlan({ start: aTrigger(), hello: message(), later: aWait(3), ask: anAction({ input: { text: 'khác' } }) }, chain),
    { change: 'ahead' },
  ],
  [
    'a wait that is longer by two days',
    aPlan({ start: aTrigger(), hello: message(), later: aWait(5), ask: message() }, chain),
    { change: 'changed', longer: { runs: 1, leastMs: 2 * day, mostMs: 2 * day } },
  ],
  [
    'a wait that is shorter and not over yet',
    aPlan({ start: aTrigger(), hello: message(), later: aWait(2), ask: message() }, chain),
    { change: 'changed', shorter: { runs: 1, leastMs: day, mostMs: day } },
  ],
  [
    'a wait that would be over: the message goes at once',
    aPlan({ start: aTrigger(), hello: message(), later: aWait(6, 'hours'), ask: message() }, chain),
    { change: 'changed', goOn: 1, messages: 1, ends: 1, shorter: { runs: 1, leastMs: 2 * day, mostMs: 2 * day } },
  ],
  [
    'the wait is gone: two messages go at once, up to the next wait',
    aPlan({ start: aTrigger(), hello: message(), ask: message(), more: message(), rest: aWait(1), last: message() }, [
      'start.next>hello',
      'hello.next>ask',
      'ask.next>more',
      'more.next>rest',
      'rest.next>last',
    ]),
    { change: 'removed', goOn: 1, messages: 2 },
  ],
  ['the wait and all behind it are gone', aPlan({ start: aTrigger(), hello: message() }, ['start.next>hello']), { change: 'removed', goOn: 1, ends: 1 }],
  [
    'the wait became another kind of step',
    aPlan({ start: aTrigger(), hello: message(), later: aStop(), ask: message() }, ['start.next>hello', 'hello.next>later']),
    { change: 'removed', goOn: 1, ends: 1, messages: 1 },
  ],
])('%s', (_, newPlan, expected) => {
  expect(effects(newPlan)).toEqual([{ stepId: 'later', ...still, ...expected }]);
});

test('of several runs each is looked at by itself, the least and the most are told', () => {
  const shorter = aPlan({ start: aTrigger(), hello: message(), later: aWait(1), ask: message() }, chain);
  expect(effects(shorter, { beganAt: [0, 1.5 * day, 1.75 * day], now: 2 * day })).toEqual([
    {
      ...{ stepId: 'later', change: 'changed', runs: 3, goOn: 1, messages: 1, ends: 1, longer: null },
      shorter: { runs: 3, leastMs: day, mostMs: 2 * day },
    },
  ]);
});

test('loops that go on for long are not walked to their end', () => {
  const never: RuleGroup = { combinator: 'and', rules: [{ field: 'trigger.nothing', operator: 'notNull' }] };
  const loop: PlanPiece = { kind: 'repeat', until: never, most: 1_000 };
  const body = inside('inner', { kind: 'set', fields: [] });
  const longer = aPlan({ start: aTrigger(), hello: message(), ask: message(), outer: loop, inner: inside('outer', loop), body }, [
    'start.next>hello',
    'hello.next>ask',
    'ask.next>outer',
  ]);
  expect(effects(longer)).toEqual([{ stepId: 'later', ...still, change: 'removed', goOn: 1, messages: 1 }]);
});

test('who waits for an event keeps what is left of the time-out; removed steps are told of before changed ones', () => {
  const oldPlan = aPlan({ start: aTrigger(), pay: anAwait({ timeout: { amount: 2, unit: 'days' } }), rest: aWait(3), end: aFailure('x') }, [
    'start.next>pay',
    'start.next>rest',
    'pay.next>end',
  ]);
  const newPlan = aPlan({ start: aTrigger(), pay: anAwait({ timeout: { amount: 4, unit: 'days' } }) }, ['start.next>pay']);
  expect(effects(newPlan, { oldPlan }).map(({ stepId, change, goOn, longer }) => ({ stepId, change, goOn, longer }))).toEqual([
    { stepId: 'rest', change: 'removed', goOn: 0, longer: null },
    { stepId: 'pay', change: 'changed', goOn: 0, longer: { runs: 1, leastMs: 2 * day, mostMs: 2 * day } },
  ]);
});
