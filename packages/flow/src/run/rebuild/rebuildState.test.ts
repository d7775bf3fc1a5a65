import { expect, test } from 'vitest';
import type { ExecuteRequest } from '../RunPorts.ts';
import { aFailure, anAction, aPlan, aTrigger, aWait } from '../testing/aPlan.ts';
import { rowsOf } from '../testing/rowsOf.ts';
import { done, failed, story, walkThrough } from '../testing/walkThrough.ts';
import { rebuildState } from './rebuildState.ts';
import type { StoryRow } from './StoryRow.ts';

const plan = aPlan({ start: aTrigger(), first: anAction(), send: anAction(), after: anAction() }, ['start.next>first', 'first.next>send', 'send.next>after']);
const former = walkThrough({ plan, trigger: { code: 'A1' }, behave: ({ stepId }) => (stepId === 'send' ? failed('rejected') : done({ by: stepId })) });
const restarted = (change: Partial<Parameters<typeof rebuildState>[0]>) =>
  rebuildState({ plan, trigger: { code: 'A1' }, rows: rowsOf(former.records), from: { scope: 'root', stepId: 'send' }, ...change });

test('the failed step gets the former outputs to read, and the input that was given by hand, at every try', () => {
  const asked: ExecuteRequest[] = [];
  const { state } = restarted({ input: { text: 'Sửa' } });
  const again = walkThrough({
    plan,
    from: state,
    behave(request) {
      asked.push(request);
      return request.stepId === 'send' && request.attempt === 1 ? failed('unavailable') : done({});
    },
    isRehosted: () => true,
  });

  expect(story(again.records)).toEqual(['send running', 'send retrying', 'send running #2', 'send done next #2', 'after running', 'after done next']);
  expect(asked.map(({ stepId, input, data }) => [stepId, input, data.trigger, data.steps.first])).toEqual([
    ['send', { text: 'Sửa' }, { code: 'A1' }, { by: 'first' }],
    ['send', { text: 'Sửa' }, { code: 'A1' }, { by: 'first' }],
    ['after', undefined, { code: 'A1' }, { by: 'first' }],
  ]);
});

test('what was given by hand is given again in another host', () => {
  const edits = { 'root/send': { text: 'Sửa' } };
  const rows = rowsOf(former.records).map((row) => (row.stepId === 'send' ? { ...row, state: 'running' as const, error: null, endedAt: null } : row));
  const asked: ExecuteRequest[] = [];
  const behave = (request: ExecuteRequest) => {
    asked.push(request);
    return done({});
  };
  walkThrough({ plan, from: rebuildState({ plan, trigger: {}, rows, edits }).state, behave });
  expect(asked.map(({ stepId, input }) => [stepId, input])).toEqual([
    ['send', { text: 'Sửa' }],
    ['after', undefined],
  ]);
});

test('in another version, steps that are new before the step are passed over, and those behind it are done', () => {
  const newer = aPlan({ start: aTrigger(), first: anAction(), added: anAction(), send: anAction(), pause: aWait(1), last: anAction() }, [
    'start.next>first',
    'first.next>added',
    'added.next>send',
    'send.next>pause',
    'pause.next>last',
  ]);
  const again = walkThrough({ plan: newer, from: restarted({ plan: newer }).state });
  expect([...new Set(again.records.map(({ stepId }) => stepId))]).toEqual(['send', 'pause', 'last']);
});

test('the rows that stay are those of the steps before', () => {
  expect(restarted({}).kept.map(({ stepId }) => stepId)).toEqual(['start', 'first']);
});

test('a failure that was written down before the run could end ends it', () => {
  const failing = aPlan({ start: aTrigger(), bad: aFailure('Hỏng') }, ['start.next>bad']);
  const { records } = walkThrough({ plan: failing });
  const { state } = rebuildState({ plan: failing, trigger: {}, rows: rowsOf(records) });
  expect(walkThrough({ plan: failing, from: state }).outcomes).toMatchObject([{ state: 'failed', stepId: 'bad' }]);
});

test('a failure that the activity wrote down, and that the flow has a way for, goes that way in another host', () => {
  const caught = aPlan({ start: aTrigger(), send: anAction(), mend: anAction() }, ['start.next>send', 'send.error>mend']);
  const { records } = walkThrough({ plan: caught, behave: ({ stepId }) => (stepId === 'send' ? failed('rejected') : done({})) });
  const written = rowsOf(records).flatMap((row) => (row.stepId === 'mend' ? [] : [row.stepId === 'send' ? { ...row, port: null } : row]));
  const { state } = rebuildState({ plan: caught, trigger: {}, rows: written });
  const goneOn = walkThrough({ plan: caught, from: state });
  expect([story(goneOn.records), goneOn.outcomes]).toEqual([['mend running', 'mend done next'], [{ state: 'done' }]]);
});

test.each<[string, Partial<StoryRow>, Record<string, unknown>]>([
  ['a try under way is asked for again', { state: 'running' }, { doing: 'execute', token: 'root/send#1@1' }],
  ['a back-off', { state: 'retrying', attempt: 2, waitUntil: new Date(5) }, { doing: 'retry', until: 5, token: 'root/send#1@2' }],
  ['a back-off that nobody decided yet is asked for again', { state: 'retrying' }, { doing: 'execute', token: 'root/send#1@1' }],
  [
    'a delay',
    { state: 'waiting', waitUntil: new Date(5), decisions: [{ outcome: 'delay', token: 'root/send#1@1~2' }] },
    { doing: 'delay', until: 5, delays: 2 },
  ],
  [
    'a hold',
    { state: 'waiting', decisions: [{ outcome: 'hold', token: 'root/send#1@1', key: 'flow:f', reason: { vi: 'Tạm dừng', en: 'Paused' } }] },
    { doing: 'hold', hold: { key: 'flow:f', reason: { vi: 'Tạm dừng', en: 'Paused' } } },
  ],
  [
    'a try that was put off before is another asking',
    { state: 'running', decisions: [{ outcome: 'delay', token: 'root/send#1@1' }] },
    { doing: 'execute', token: 'root/send#1@1~1', delays: 1 },
  ],
])('%s', (_, change, fate) => {
  const rows = rowsOf(former.records).map((row) => (row.stepId === 'send' ? { ...row, port: null, error: null, endedAt: null, ...change } : row));
  const { state } = rebuildState({ plan, trigger: {}, rows });
  expect(state.scopes.root?.steps.send).toMatchObject({ state: 'open', ...fate });
});
