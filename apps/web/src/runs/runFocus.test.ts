import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import type { ApiOutputs } from '../api/trpc.ts';
import { focusedSteps, focusOn, isInFocus, passesAround, type RunFocus, turnTo, wholeRun } from './runFocus.ts';
import { runMarks, takenEdges } from './runMarks.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

const row = (stepId: string, scope = 'root', given: Partial<StepRun> = {}): StepRun => ({
  ...{ runId: 'r', stepId, scope, visit: 1, attempt: 1, state: 'done', input: null, output: null, error: null, reason: null, port: 'next' },
  ...{ attempts: [], decisions: [], waitUntil: null, startedAt: '2026-11-22T03:00:00.000Z', endedAt: null },
  ...given,
});

/** Two orders; of the first two parcels, of the second one, which failed. */
const nested = [
  row('trigger'),
  row('orders'),
  row('parcels', 'root/orders#1[0]'),
  row('send', 'root/orders#1[0]/parcels#1[0]'),
  row('send', 'root/orders#1[0]/parcels#1[1]', { state: 'waiting' }),
  row('parcels', 'root/orders#1[1]'),
  row('send', 'root/orders#1[1]/parcels#1[0]', { state: 'failed' }),
];
const seen = (focus: RunFocus) => nested.filter((one) => isInFocus(focus, one));
const states = (focus: RunFocus) =>
  Object.fromEntries(Object.entries(runMarks(seen(focus))).map(([id, { state, note }]) => [id, note ? `${state} ${note}` : state]));

test('the containers around a scope, each with its item', () => {
  expect(passesAround('root/orders#1[0]/parcels#2[13]')).toEqual([
    ['root/orders', { visit: 1, index: 0 }],
    ['root/orders#1[0]/parcels', { visit: 2, index: 13 }],
  ]);
  expect(passesAround('root')).toEqual([]);
});

test('the marks on the canvas follow the item that is turned to, in the loop and in the loops inside of it', () => {
  expect(states(wholeRun)).toEqual({ trigger: 'done', orders: 'done', parcels: 'done 2/2', send: 'waiting 1/3' });
  const first = turnTo(wholeRun, 'root/orders', { visit: 1, index: 0 });
  expect(states(first)).toEqual({ trigger: 'done', orders: 'done', parcels: 'done', send: 'waiting 1/2' });
  expect(states(turnTo(first, 'root/orders', { visit: 1, index: 1 }))).toEqual({ trigger: 'done', orders: 'done', parcels: 'done', send: 'failed' });
  expect(states(turnTo(first, 'root/orders#1[0]/parcels', { visit: 1, index: 0 }))).toMatchObject({ send: 'done' });
});

test('turning to one visit of a step turns the loops around it, and forgets what was looked at in other items', () => {
  const inFirst = focusOn(wholeRun, row('send', 'root/orders#1[0]/parcels#1[1]'));
  expect(states(inFirst)).toMatchObject({ send: 'waiting' });
  const inSecond = turnTo(inFirst, 'root/orders', { visit: 1, index: 1 });
  expect([...inSecond.keys()]).toEqual(['root/orders']);
});

test('what is looked at is named, where there is more than one pass', () => {
  const focus = focusOn(wholeRun, row('send', 'root/orders#1[0]/parcels#1[1]'));
  expect(focusedSteps(focus, nested)).toMatchObject([
    { place: 'root/orders', stepId: 'orders', at: 0, passes: [{ index: 0 }, { index: 1 }] },
    { place: 'root/orders#1[0]/parcels', stepId: 'parcels', at: 1, passes: [{ index: 0 }, { index: 1 }] },
  ]);
  expect(focusedSteps(focusOn(wholeRun, row('trigger')), nested)).toEqual([]);
});

test('a step that a run came back to is seen as it was that time, and so is what a container did then', () => {
  const again = [row('each'), row('send', 'root/each#1[0]', { state: 'failed' }), row('each', 'root', { visit: 2 }), row('send', 'root/each#2[0]')];
  const focus = focusOn(wholeRun, row('each'));
  expect(focusedSteps(focus, again)).toMatchObject([{ stepId: 'each', at: 0, passes: [{ visit: 1 }, { visit: 2 }] }]);
  expect(runMarks(again.filter((one) => isInFocus(focus, one)))).toEqual({ each: { state: 'done' }, send: { state: 'failed' } });
});

test('the wires are those of the item', () => {
  const { steps, edges } = aGraph().trigger().note('a').from('trigger', 'error').note('b').build();
  const graph = { steps, edges };
  const rows = [row('trigger', 'root/each#1[0]'), row('trigger', 'root/each#1[1]', { port: 'error' })];
  const taken = (index: number) => takenEdges({ graph, steps: rows.filter((one) => isInFocus(turnTo(wholeRun, 'root/each', { visit: 1, index }), one)) });
  expect(taken(0)).toEqual(['trigger.next-a']);
  expect(taken(1)).toEqual(['trigger.error-b']);
});
