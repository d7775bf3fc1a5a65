import { describe, expect, test } from 'vitest';
import type { RuleGroup } from '../graph/FlowGraph.ts';
import type { Plan } from '../plan/Plan.ts';
import { anAction, aPlan, aTrigger, inside, type PlanPiece } from '../run/testing/aPlan.ts';
import { type SimulateRequest, simulate, simulateInPieces } from './simulate.ts';
import { tooManySteps } from './tooManySteps.ts';

const never: RuleGroup = { combinator: 'and', rules: [{ field: 'trigger.nothing', operator: 'notNull' }] };
const rounds = (most: number): PlanPiece => ({ kind: 'repeat', until: never, most });
const message = anAction({ message: { channel: 'sms', purpose: 'care' } });

/** A body that is walked so many times so many times. */
function nested(outer: number, inner: number, body: PlanPiece = { kind: 'set', fields: [] }): Plan {
  return aPlan({ start: aTrigger(), outer: rounds(outer), inner: inside('outer', rounds(inner)), body: inside('inner', body), after: message }, [
    'start.next>outer',
    'outer.exhausted>after',
  ]);
}
const walk = (plan: Plan, more: Partial<SimulateRequest> = {}) => simulate({ plan, trigger: {}, startAt: 0, ...more });
const cut = (stepId: string) => ({ state: 'failed', stepId, error: tooManySteps });

describe('a run that makes more moves than are walked', () => {
  test.each([
    ['by loops that do nothing outside', nested(1_000, 1_000)],
    ['by effects', nested(1_000, 1_000, anAction())],
    ['by waits', nested(1_000, 1_000, { kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'seconds' } })],
  ])('%s, is ended at the loop, which tells why', (_, plan) => {
    const { outcome, records, messages } = walk(plan);
    expect(outcome).toEqual(cut('outer'));
    expect(records.length).toBeLessThan(50_000);
    expect(records.filter(({ state }) => state === 'failed')).toMatchObject([{ scope: 'root', stepId: 'outer', error: tooManySteps }]);
    expect(messages).toEqual([]);
  });

  test('sends nothing more, also what it had just asked for, and its error handler does not begin', () => {
    const plan = aPlan(
      {
        start: aTrigger(),
        many: { kind: 'parallel' },
        say: inside('many', message),
        loop: inside('many', rounds(1_000)),
        body: inside('loop', rounds(1_000)),
        oh: { kind: 'errorHandler' },
        sorry: message,
      },
      ['start.next>many', 'oh.next>sorry'],
    );
    expect(walk(plan, { mostMoves: 50 })).toMatchObject({ outcome: cut('many'), messages: [] });
  });

  test('takes those that it called with it: they have no more moves than it has', () => {
    const calls = aPlan({ start: aTrigger(), each: rounds(1_000), call: inside('each', { kind: 'subflow', flowId: 'f2', input: {} }), after: message }, [
      'start.next>each',
      'each.exhausted>after',
    ]);
    const called = {
      name: 'Gọi',
      plan: aPlan({ start: aTrigger(), loop: rounds(300), body: inside('loop', { kind: 'set', fields: [] }), tell: message }, [
        'start.next>loop',
        'loop.exhausted>tell',
      ]),
    };
    const { outcome, messages } = walk(calls, { called: () => called });
    expect(outcome).toEqual(cut('each'));
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.length).toBeLessThan(70);
  });
});

test('one that needs just as many is walked to its end', () => {
  const plan = nested(3, 3);
  const most = Array.from({ length: 100 }, (_, at) => at).find((mostMoves) => walk(plan, { mostMoves }).outcome.state === 'done');
  expect(most).toBeGreaterThan(9);
  expect(walk(plan, { mostMoves: most ?? 0 })).toEqual(walk(plan));
});

test('whoever drives a long walk may rest within a single turn of it', () => {
  const walking = simulateInPieces({ plan: nested(100, 100), trigger: {}, startAt: 0 });
  const pieces: number[] = [];
  let last = walking.next();
  for (; !last.done; last = walking.next()) pieces.push(last.value);
  expect(pieces.length).toBeGreaterThan(20);
  expect(Math.max(...pieces)).toBeLessThanOrEqual(502);
});
