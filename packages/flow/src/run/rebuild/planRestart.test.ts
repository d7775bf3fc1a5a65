import { expect, test } from 'vitest';
import { aForEach, anAction, aPlan, aTrigger, inside } from '../testing/aPlan.ts';
import { rowsOf } from '../testing/rowsOf.ts';
import { done, failed, walkThrough } from '../testing/walkThrough.ts';
import { failedPlace } from './failedPlace.ts';
import { planRestart } from './planRestart.ts';

const plan = aPlan({ start: aTrigger(), first: anAction(), send: anAction() }, ['start.next>first', 'first.next>send']);
const rows = rowsOf(walkThrough({ plan, behave: ({ stepId }) => (stepId === 'send' ? failed('rejected') : done({})) }).records);
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
