import { expect, test } from 'vitest';
import { createRun } from './createRun.ts';
import type { RunOutcome } from './RunPorts.ts';
import { aFailure, anAction, anAwait, aPlan, aStop, aTrigger, aWait, inside, type PlanPiece } from './testing/aPlan.ts';
import { done, failed, story, walkThrough } from './testing/walkThrough.ts';

const flow = (change: Record<string, PlanPiece> = {}) =>
  aPlan(
    {
      start: aTrigger(),
      rest: aWait(3),
      both: { kind: 'parallel' },
      send: inside('both', anAction()),
      handler: { kind: 'errorHandler' },
      tell: anAction(),
      ...change,
    },
    ['start.next>rest', 'start.next>both', 'handler.next>tell'],
  );
const refuse = ({ stepId }: { stepId: string }) => (stepId === 'send' ? failed('rejected') : done({}));
const original: RunOutcome = { state: 'failed', stepId: 'send', error: expect.objectContaining({ kind: 'rejected' }) };

test('when the run fails everything open is stopped, the handler reads why, and the run ends with the failure', () => {
  const told: unknown[] = [];
  const { records, outcomes } = walkThrough({
    plan: flow(),
    behave: (request) => {
      if (request.stepId === 'tell') told.push(request.data.steps.handler);
      return refuse(request);
    },
  });

  expect(story(records)).toEqual([
    'start done next',
    'rest waiting',
    'both running',
    'send running',
    'send failed',
    'both failed',
    'rest stopped',
    'handler done next',
    'tell running',
    'tell done next',
  ]);
  expect(told).toEqual([{ stepId: 'send', stepTitle: 'send', kind: 'rejected', message: 'Nhà cung cấp từ chối.' }]);
  expect(outcomes).toEqual([original]);
});

test.each<[string, PlanPiece]>([
  ['fails too', aFailure('Hỏng nữa')],
  ['stops', aStop()],
  ['takes its time', aWait(9)],
])('a handler that %s leaves the failure as it was, on every host', (_what, tell) => {
  const straight = walkThrough({ plan: flow({ tell }), behave: refuse });
  const moved = walkThrough({ plan: flow({ tell }), behave: refuse, isRehosted: () => true });

  expect(straight.outcomes).toEqual([original]);
  expect(moved.records).toEqual(straight.records);
  expect(moved.outcomes).toEqual([original]);
});

test('a person stops the handler', () => {
  const outcomes: RunOutcome[] = [];
  const run = createRun({
    plan: flow({ tell: anAwait() }),
    ports: {
      now: () => 0,
      execute: () => {},
      sleep: () => {},
      waitFor: () => {},
      cancel: () => {},
      record: () => {},
      finish: (outcome) => outcomes.push(outcome),
    },
  });
  run.start({});
  run.settle('root/both#1[0]/send#1@1', failed('rejected'));
  run.stop({ by: 'person' });
  expect(outcomes).toEqual([{ state: 'stopped', by: 'person' }]);
});

test('a run that does not fail never meets its handler, and gives back its outputs without those that have a hole', () => {
  const outputs = [
    { key: 'code', label: 'Mã', value: '{{ steps.tell2.code }}' },
    { key: 'total', label: 'Tổng', value: '{{ trigger.total }}' },
    { key: 'gone', label: 'Thiếu', value: '{{ trigger.nothing }}' },
  ];
  const plan = {
    ...aPlan({ start: aTrigger(), tell2: anAction(), handler: { kind: 'errorHandler' }, tell: anAction() }, ['start.next>tell2', 'handler.next>tell']),
    outputs,
  };
  const { records, outcomes } = walkThrough({ plan, trigger: { total: 5 }, behave: () => done({ code: 'A1' }) });

  expect(story(records)).toEqual(['start done next', 'tell2 running', 'tell2 done next']);
  expect(outcomes).toEqual([{ state: 'done', output: { code: 'A1', total: 5 } }]);
});
