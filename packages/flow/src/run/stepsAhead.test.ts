import { expect, test } from 'vitest';
import { createRun } from './createRun.ts';
import type { RunPorts } from './RunPorts.ts';
import { takeAhead } from './takeAhead.ts';
import { anAction, anIf, aPlan, aTrigger, aWait, type PlanPiece } from './testing/aPlan.ts';
import { done, failed } from './testing/walkThrough.ts';

/** The steps that the first request of the run says to be ahead. */
function aheadOf(pieces: Readonly<Record<string, PlanPiece>>, wires: readonly string[]): string[] {
  const asked: string[][] = [];
  const nothing = () => undefined;
  const ports: RunPorts = {
    now: () => 0,
    execute: ({ ahead = [] }) => asked.push(ahead.map(({ stepId }) => stepId)),
    ...{ sleep: nothing, waitFor: nothing, cancel: nothing, record: nothing, finish: nothing },
  };
  createRun({ plan: aPlan(pieces, wires), ports }).start({});
  return asked[0] ?? [];
}

const [start, a, b, c] = [aTrigger(), anAction(), anAction(), anAction()];

test.each([
  ['a chain', { start, a, b, c }, ['start.next>a', 'a.next>b', 'b.next>c'], ['b', 'c']],
  ['up to a wait', { start, a, b, rest: aWait(1), c }, ['start.next>a', 'a.next>b', 'b.next>rest', 'rest.next>c'], ['b']],
  ['up to a condition', { start, a, b, paid: anIf('trigger.paid'), c }, ['start.next>a', 'a.next>b', 'b.next>paid', 'paid.true>c'], ['b']],
  ['up to a slow step', { start, a, b: anAction({ slow: true }), c }, ['start.next>a', 'a.next>b', 'b.next>c'], []],
  ['up to a fork', { start, a, b, c }, ['start.next>a', 'a.next>b', 'a.next>c'], []],
  ['not beside a branch', { start, a, b, c }, ['start.next>a', 'start.next>c', 'a.next>b'], []],
  ['past a way for errors that dies', { start, a, mend: anAction(), b }, ['start.next>a', 'a.error>mend', 'a.next>b'], ['b']],
  ['through a join with such a way', { start, a, mend: anAction(), b }, ['start.next>a', 'a.error>mend', 'mend.next>b', 'a.next>b'], ['b']],
])('%s', (_, pieces, wires, expected) => {
  expect(aheadOf(pieces, wires)).toEqual(expected);
});

test('a long chain is cut', () => {
  const ids = Array.from({ length: 12 }, (_, at) => `s${at}`);
  const wires = ids.map((id, at) => `${ids[at - 1] ?? 'start'}.next>${id}`);
  expect(aheadOf({ start, ...Object.fromEntries(ids.map((id) => [id, anAction()])) }, wires)).toEqual(ids.slice(1, 7));
});

const request = { stepId: 'a', data: { trigger: {}, steps: {} }, ahead: ['b', 'c', 'd'].map((stepId) => ({ stepId, token: `root/${stepId}#1@1`, visit: 1 })) };

test('each reads what those before it gave; what failed is the last', async () => {
  const read: string[][] = [];
  const answers = [done({ n: 1 }), failed('rejected')];
  const { ahead } = await takeAhead(request, {
    first: done({ n: 0 }),
    async take({ stepId, data }) {
      read.push([stepId, ...Object.keys(data.steps)]);
      return answers.shift() ?? null;
    },
    mayGoOn: () => true,
  });
  expect(read).toEqual([
    ['b', 'a'],
    ['c', 'a', 'b'],
  ]);
  expect(ahead?.map(({ token, result }) => [token, result.outcome])).toEqual([
    ['root/b#1@1', 'done'],
    ['root/c#1@1', 'failed'],
  ]);
});

test.each([
  ['the first did not let the run go on', failed('rejected'), true, done({})],
  ['time is short', done({}), false, done({})],
  ['the end of the next is not awaited here', done({}), true, null],
])('nothing is brought when %s', async (_, first, mayGoOn, answer) => {
  expect(await takeAhead(request, { first, take: async () => answer, mayGoOn: () => mayGoOn })).toEqual({});
});
