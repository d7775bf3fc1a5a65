import { expect, test } from 'vitest';
import type { Plan } from '../../plan/Plan.ts';
import { aForEach, anAction, aPlan, aTrigger, inside } from '../testing/aPlan.ts';
import { rowsOf } from '../testing/rowsOf.ts';
import { done, failed, walkThrough } from '../testing/walkThrough.ts';
import { failedPlace } from './failedPlace.ts';
import { planRestart } from './planRestart.ts';
import type { StepPlace } from './StoryRow.ts';

const plan = aPlan({ start: aTrigger(), first: anAction(), send: anAction() }, ['start.next>first', 'first.next>send']);
const rows = rowsOf(walkThrough({ plan, behave: ({ stepId }) => (stepId === 'send' ? failed('rejected') : done({})) }).records);
const aLoop = (list: string) => aPlan({ start: aTrigger(), loop: aForEach(list), send: inside('loop', anAction()) }, ['start.next>loop']);
const message = (stepId: string, state: string) => ({ scope: 'root', stepId, visit: 1, state });
const restart = (stepId: string, messages: readonly ReturnType<typeof message>[] = [], scope = 'root') =>
  planRestart({ plan, trigger: {}, rows, from: { scope, stepId }, messages });

test('the step that a run failed of is found in its rows', () => {
  expect(failedPlace(plan, rows)).toEqual({ scope: 'root', stepId: 'send' });
  expect(
    failedPlace(
      plan,
      rows.filter(({ stepId }) => stepId !== 'send'),
    ),
  ).toBeNull();
});

test('a failure in the body of a loop is the failure of the step in it, not of the loop', () => {
  const looping = aPlan({ start: aTrigger(), loop: aForEach(), send: inside('loop', anAction()) }, ['start.next>loop']);
  let tries = 0;
  const behave = () => (tries++ === 1 ? failed('rejected') : done({}));
  const { records } = walkThrough({ plan: looping, trigger: { items: ['a', 'b', 'c'] }, behave });
  expect(failedPlace(looping, rowsOf(records))).toEqual({ scope: 'root/loop#1[1]', stepId: 'send' });
});

test.each([
  ['of a step before', message('first', 'sent'), 0],
  ['that was refused', message('send', 'failed'), 0],
  ['that went out', message('send', 'sent'), 1],
  ['of which nobody knows', message('send', 'unknown'), 1],
  ['on its way', message('send', 'reserved'), 1],
])('a message %s', (_, sent, again) => {
  expect(restart('send', [sent])?.again).toHaveLength(again);
});

test('a step that the run never came to, or that stands elsewhere, is no place to restart from', () => {
  expect(restart('send')).not.toBeNull();
  expect(restart('gone')).toBeNull();
  expect(restart('send', [], 'root/loop#1[0]')).toBeNull();
  expect(planRestart({ plan, trigger: {}, rows: rows.slice(0, 1), from: { scope: 'root', stepId: 'send' }, messages: [] })).toBeNull();
});

test.each<[string, Plan, boolean]>([
  ['as long as before', aLoop('{{ trigger.items }}'), true],
  ['shorter', aLoop('{{ trigger.fewer }}'), false],
  ['no list any more', aLoop('{{ trigger.name }}'), false],
  ['gone, the step stands by itself', aPlan({ start: aTrigger(), send: anAction() }, ['start.next>send']), false],
  [
    'in another loop now',
    aPlan({ start: aTrigger(), outer: aForEach(), loop: inside('outer', aForEach()), send: inside('loop', anAction()) }, ['start.next>outer']),
    false,
  ],
])('an item of a loop that is %s', (_, newer, isThere) => {
  const trigger = { items: ['a', 'b', 'c', 'd'], fewer: ['a', 'b'], name: 'Lan' };
  const behave = ({ scope }: { scope: string }) => (scope.endsWith('[3]') ? failed('rejected') : done({}));
  const story = rowsOf(walkThrough({ plan: aLoop('{{ trigger.items }}'), trigger, behave }).records);
  const from = failedPlace(newer, story);
  expect(from).toEqual({ scope: 'root/loop#1[3]', stepId: 'send' });
  expect(planRestart({ plan: newer, trigger, rows: story, from: from as StepPlace, messages: [] }) !== null).toBe(isThere);
});

test('what holds the container around the step is in its place as well', () => {
  const nested = (...around: string[]) =>
    aPlan(
      { start: aTrigger(), outer: aForEach(), loop: around.includes('outer') ? inside('outer', aForEach()) : aForEach(), send: inside('loop', anAction()) },
      ['start.next>outer', ...(around.includes('outer') ? [] : ['outer.next>loop'])],
    );
  const trigger = { items: ['a', 'b'] };
  const story = rowsOf(walkThrough({ plan: nested('outer'), trigger, behave: () => failed('rejected') }).records);
  const from = { scope: 'root/outer#1[0]/loop#1[0]', stepId: 'send' };
  expect(failedPlace(nested('outer'), story)).toEqual(from);
  expect(planRestart({ plan: nested('outer'), trigger, rows: story, from, messages: [] })).not.toBeNull();
  expect(planRestart({ plan: nested(), trigger, rows: story, from, messages: [] })).toBeNull();
});
