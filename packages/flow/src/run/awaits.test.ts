import { describe, expect, test } from 'vitest';
import { createRun } from './createRun.ts';
import type { AwaitAnswer, AwaitRequest, RunPorts, StepRecord } from './RunPorts.ts';
import { anAction, anApproval, anAwait, aPlan, aTrigger, type PlanPiece } from './testing/aPlan.ts';
import { failed, story } from './testing/walkThrough.ts';

const hour = 3_600_000;
const answered: AwaitAnswer = { outcome: 'done', port: 'next', output: { amount: 5 } };
const aSubflow: PlanPiece = { kind: 'subflow', flowId: 'f2', input: { code: '{{ trigger.order.code }}' } };
const timeout = { amount: 2, unit: 'hours' } as const;

/** A step that waits, in a world whose clock the test turns. */
function aWorld(piece: PlanPiece, wires: readonly string[] = []) {
  const plan = aPlan({ start: aTrigger(), wait: piece, ...(wires.length === 0 ? {} : { one: anAction(), two: anAction() }) }, ['start.next>wait', ...wires]);
  const world = {
    now: 1_000,
    asked: [] as AwaitRequest[],
    slept: [] as { token: string; until: number }[],
    cancelled: [] as string[],
    records: [] as StepRecord[],
  };
  const ports: RunPorts = {
    now: () => world.now,
    execute: () => {},
    sleep: (request) => world.slept.push(request),
    waitFor: (request) => world.asked.push(request),
    cancel: (token) => world.cancelled.push(token),
    record: (line) => world.records.push(line),
    finish: () => {},
  };
  const run = createRun({ plan, ports });
  run.start({ order: { code: 'A1', total: 7 } });
  return { ...world, world, plan, ports, run };
}

const token = 'root/wait#1@1';

test('an awaited event is asked for with its condition filled, from now on, and with the end of the wait', () => {
  const rule = { combinator: 'and' as const, rules: [{ field: 'event.amount', operator: '>=' as const, value: '{{ trigger.order.total }}' }] };
  const { asked, slept, records } = aWorld(anAwait({ rule, timeout, source: 'sepay', connectionId: 'c1' }));

  expect(asked).toMatchObject([
    {
      ...{ token, stepId: 'wait', scope: 'root', visit: 1, until: 1_000 + 2 * hour },
      awaited: { kind: 'event', event: 'payment.received', source: 'sepay', connectionId: 'c1', belongs: 'order', since: 1_000 },
    },
  ]);
  expect(asked[0]?.awaited).toMatchObject({ rule: { rules: [{ field: 'event.amount', operator: '>=', value: 7 }] } });
  expect(slept).toEqual([{ token, until: 1_000 + 2 * hour }]);
  expect(records.at(-1)).toMatchObject({ stepId: 'wait', state: 'waiting', until: 1_000 + 2 * hour });
});

test('people are asked in words, a called flow is given its input', () => {
  const question = anApproval({ question: 'Giảm giá đơn {{ trigger.order.code }}?', approvers: ['a@b.vn'], needed: 2, canVeto: true, remindEvery: timeout });
  expect(aWorld(question).asked).toMatchObject([
    { awaited: { kind: 'approval', question: 'Giảm giá đơn A1?', approvers: ['a@b.vn'], needed: 2, canVeto: true, remindEveryMs: 2 * hour } },
  ]);
  expect(aWorld(aSubflow).asked).toMatchObject([{ awaited: { kind: 'subflow', flowId: 'f2', input: { code: 'A1' } } }]);
});

test.each<[string, PlanPiece]>([
  ['question', anApproval({ question: '{{ trigger.nothing }}' })],
  ['input.code', { ...aSubflow, input: { code: '{{ trigger.nothing }}' } } as PlanPiece],
  ['timeout', anAwait({ timeout: { amount: 1e300, unit: 'weeks' } })],
])('what cannot be asked fails the step and names %s', (field, piece) => {
  const { records, asked } = aWorld(piece);
  expect(records.at(-1)).toMatchObject({ stepId: 'wait', state: 'failed', error: { kind: 'invalid_input', field } });
  expect(asked).toEqual([]);
});

describe('it ends', () => {
  test.each<[string, PlanPiece, AwaitAnswer, string]>([
    ['by the event', anAwait({ timeout }), answered, 'wait done next'],
    ['by agreement', anApproval(), { ...answered, port: 'approved' }, 'wait done approved'],
    ['by refusal', anApproval(), { ...answered, port: 'rejected' }, 'wait done rejected'],
    ['with the called flow', aSubflow, answered, 'wait done next'],
    ['badly, as the called flow did, and is not tried again', aSubflow, failed('unavailable') as AwaitAnswer, 'wait failed'],
  ])('%s', (_how, piece, answer, line) => {
    const { run, records, cancelled } = aWorld(piece);
    run.answer(token, answer);
    run.answer(token, answer);
    run.wake(token);

    expect(story(records).slice(2)).toEqual([line]);
    expect(cancelled).toEqual([token]);
  });

  test('what came is data for later steps', () => {
    const { run } = aWorld(anAwait());
    run.answer(token, answered);
    expect(run.state.scopes.root?.outputs.wait).toEqual({ amount: 5 });
  });

  test.each<[string, PlanPiece, 'wake' | 'endWait', string[]]>([
    ['its time-out', anAwait({ timeout }), 'wake', ['wait done timeout', 'two running']],
    ['a person', anAwait({ timeout }), 'endWait', ['wait done timeout', 'two running']],
    ['a person, without a time-out', anAwait(), 'endWait', ['wait done next', 'one running']],
    ['a person, without a time-out: that is agreement', anApproval(), 'endWait', ['wait done approved']],
    ['nothing: it has no time-out', anAwait(), 'wake', []],
  ])('by %s', (_what, piece, how, lines) => {
    const { run, records, cancelled } = aWorld(piece, ['wait.next>one', 'wait.timeout>two']);
    if (how === 'wake') run.wake(token);
    else run.endWait({ stepId: 'wait' });

    expect(story(records).slice(2)).toEqual(lines);
    expect(cancelled).toEqual(lines.length === 0 ? [] : [token]);
  });
});

test('only a held step can be told to try again', () => {
  const { run, records, cancelled } = aWorld(anAwait());
  run.answer(token, { outcome: 'again' });
  expect(story(records).slice(2)).toEqual([]);
  expect(cancelled).toEqual([]);
});

test('restored later, it asks again as of the time when it began to wait', () => {
  const { world, run, plan, ports, asked, slept } = aWorld(anAwait({ timeout }));
  world.now += hour;
  const moved = createRun({ plan, ports, state: JSON.parse(JSON.stringify(run.state)) });
  moved.resume();

  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect(slept[1]).toEqual(slept[0]);
  moved.answer(token, answered);
  expect(moved.isEnded).toBe(true);
});

test('a held step is asked about again after restoring, and called off once it is answered', () => {
  const { run, plan, ports, asked, cancelled } = aWorld(anAction());
  run.settle(token, { outcome: 'held', key: 'flow:f1', reason: { vi: 'Đang tạm dừng.', en: 'Paused.' } });
  const moved = createRun({ plan, ports, state: JSON.parse(JSON.stringify(run.state)) });
  moved.resume();
  moved.answer(token, { outcome: 'again' });

  expect(asked.map(({ awaited }) => awaited.kind)).toEqual(['hold', 'hold']);
  expect(cancelled).toEqual([token]);
});

test('a run that is stopped calls it off', () => {
  const { run, records, cancelled } = aWorld(anAwait({ timeout }));
  run.stop({ by: 'goal' });
  expect(story(records).at(-1)).toBe('wait stopped');
  expect(cancelled).toEqual([token]);
});
