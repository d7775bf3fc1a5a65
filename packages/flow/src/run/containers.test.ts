import { describe, expect, test } from 'vitest';
import type { StepRecord } from './RunPorts.ts';
import { aFailure, aForEach, anAction, anAwait, anIf, aPlan, aRepeat, aSet, aStop, aTrigger, aWait, inside } from './testing/aPlan.ts';
import { done, failed, story, walkThrough } from './testing/walkThrough.ts';

const at = (records: readonly StepRecord[], stepId: string) =>
  records.filter((line) => line.stepId === stepId).map((line) => [line.scope, line.state, line.at].join(' '));
const items = (count: number) => ({ items: Array.from({ length: count }, (_, index) => `m${index}`) });

describe('parallel', () => {
  const plan = aPlan(
    { start: aTrigger(), both: { kind: 'parallel' }, slow: inside('both', aWait(2, 'seconds')), quick: inside('both', anAction()), after: anAction() },
    ['start.next>both', 'both.next>after'],
  );

  test('ends when all of its branches are over', () => {
    const { records, outcomes, run } = walkThrough({ plan });

    expect(story(records)).toEqual([
      'start done next',
      'both running',
      'slow waiting',
      'quick running',
      'quick done next',
      'slow done next',
      'both done next',
      'after running',
      'after done next',
    ]);
    expect(at(records, 'slow')).toEqual(['root/both#1[0] waiting 0', 'root/both#1[0] done 2000']);
    expect(Object.keys(run.state.scopes)).toEqual(['root']);
    expect(outcomes).toEqual([{ state: 'done' }]);
  });

  test('fails with the first of its steps that fails; the others are stopped', () => {
    const { records, outcomes } = walkThrough({ plan, behave: () => failed('rejected') });

    expect(story(records).slice(2)).toEqual(['slow waiting', 'quick running', 'quick failed', 'slow stopped', 'both failed']);
    expect(outcomes).toMatchObject([{ state: 'failed', stepId: 'quick', error: { kind: 'rejected' } }]);
  });

  test('a failure goes by the nearest error port around it', () => {
    const caught = aPlan(
      {
        start: aTrigger(),
        outer: { kind: 'parallel' },
        inner: inside('outer', { kind: 'parallel' }),
        bad: inside('inner', aFailure('Hỏng')),
        mend: inside('outer', anAction()),
        after: anAction(),
      },
      ['start.next>outer', 'inner.error>mend', 'outer.next>after'],
    );
    const { records, outcomes } = walkThrough({ plan: caught });

    expect(story(records).slice(1)).toEqual([
      'outer running',
      'inner running',
      'bad failed',
      'inner failed error',
      'mend running',
      'mend done next',
      'outer done next',
      'after running',
      'after done next',
    ]);
    expect(outcomes).toEqual([{ state: 'done' }]);
  });

  test('without steps it is over at once', () => {
    const { records } = walkThrough({
      plan: aPlan({ start: aTrigger(), empty: { kind: 'parallel' }, after: aSet('x', 1) }, ['start.next>empty', 'empty.next>after']),
    });
    expect(story(records)).toEqual(['start done next', 'empty running', 'empty done next', 'after done next']);
  });

  test('a stop step in it ends the whole run', () => {
    const stops = aPlan({ start: aTrigger(), both: { kind: 'parallel' }, rest: inside('both', aWait(1)), end: inside('both', aStop('đủ')) }, [
      'start.next>both',
    ]);
    const { records, outcomes } = walkThrough({ plan: stops });

    expect(story(records)).toEqual(['start done next', 'both running', 'rest waiting', 'end done', 'both stopped', 'rest stopped']);
    expect(outcomes).toEqual([{ state: 'stopped', by: 'step', reason: 'đủ' }]);
  });
});

describe('first', () => {
  test('the first branch to reach its end wins; the others are cancelled, whatever is below them', () => {
    const plan = aPlan(
      {
        start: aTrigger(),
        race: { kind: 'first' },
        quick: inside('race', aWait(1, 'seconds')),
        mark: inside('race', aSet('x', 1)),
        long: inside('race', { kind: 'parallel' }),
        deep: inside('long', aWait(9)),
        send: inside('race', anAction()),
        more: inside('race', aWait(3)),
        after: aSet('won', '{{ steps.race.winner }}'),
      },
      ['start.next>race', 'quick.next>mark', 'send.next>more', 'race.next>after'],
    );
    const { records, outcomes, run } = walkThrough({ plan });

    expect(story(records).slice(-7)).toEqual(
      ['quick done next', 'mark done next', 'long stopped', 'more stopped', 'deep stopped', 'race done next', 'after done next'].slice(-8),
    );
    expect(run.state.scopes.root?.outputs).toMatchObject({ race: { winner: 'mark' }, after: { won: 'mark' } });
    expect(outcomes).toEqual([{ state: 'done' }]);
  });

  test('branches that need no time do not begin after the winner', () => {
    const plan = aPlan({ start: aTrigger(), race: { kind: 'first' }, one: inside('race', aSet('x', 1)), two: inside('race', aSet('x', 2)) }, [
      'start.next>race',
    ]);
    expect(story(walkThrough({ plan }).records)).toEqual(['start done next', 'race running', 'one done next', 'race done next']);
  });
});

describe('for each', () => {
  const loop = (change: Parameters<typeof aForEach>[1] = {}, more: string[] = []) =>
    aPlan({ start: aTrigger(), each: aForEach(undefined, change), send: inside('each', anAction()), ...(more.length === 0 ? {} : { mend: anAction() }) }, [
      'start.next>each',
      ...more,
    ]);

  test('walks the items one by one, in order, each with its own data', () => {
    const seen: unknown[] = [];
    const { records, run } = walkThrough({
      plan: loop(),
      trigger: items(3),
      behave: ({ scope, data }) => {
        seen.push([scope, data.steps.each]);
        return done({});
      },
    });

    expect(seen).toEqual([0, 1, 2].map((index) => [`root/each#1[${index}]`, { item: `m${index}`, index, count: 3 }]));
    expect(records.at(-1)).toMatchObject({ stepId: 'each', state: 'done', output: { count: 3, done: 3, failed: 0, failures: [] } });
    expect(Object.keys(run.state.scopes)).toEqual(['root']);
  });

  test('keeps at most so many under way', () => {
    const plan = aPlan({ start: aTrigger(), each: aForEach(undefined, { atOnce: 2 }), rest: inside('each', aWait(1, 'seconds')) }, ['start.next>each']);
    const { records } = walkThrough({ plan, trigger: items(5) });

    expect(at(records, 'rest').filter((line) => line.includes('waiting'))).toEqual(
      [0, 1, 2, 3, 4].map((index) => `root/each#1[${index}] waiting ${Math.floor(index / 2) * 1000}`),
    );
  });

  test('stops at the first failure', () => {
    const { records, outcomes } = walkThrough({
      plan: loop({ atOnce: 2 }),
      trigger: items(4),
      behave: ({ scope }) => (scope.endsWith('[1]') ? failed('rejected') : done({})),
    });

    expect(at(records, 'send').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'root/each#1[0] running',
      'root/each#1[1] running',
      'root/each#1[0] done',
      'root/each#1[2] running',
      'root/each#1[1] failed',
      'root/each#1[2] stopped',
    ]);
    expect(outcomes).toMatchObject([{ state: 'failed', stepId: 'send' }]);
  });

  test('or collects the failures and goes on', () => {
    const { records, outcomes } = walkThrough({
      plan: loop({ onFailure: 'collect' }),
      trigger: items(3),
      behave: ({ scope }) => (scope.endsWith('[1]') ? failed('rejected') : done({})),
    });

    expect(records.at(-1)).toMatchObject({ output: { count: 3, done: 2, failed: 1, failures: [{ index: 1, message: 'Nhà cung cấp từ chối.' }] } });
    expect(outcomes).toEqual([{ state: 'done' }]);
  });

  test('lists the first hundred failures only', () => {
    const plan = aPlan({ start: aTrigger(), each: aForEach(undefined, { onFailure: 'collect' }), bad: inside('each', aFailure('Hỏng')) }, ['start.next>each']);
    const output = walkThrough({ plan, trigger: items(150) }).records.at(-1)?.output;

    expect(output).toMatchObject({ count: 150, failed: 150 });
    expect(output?.failures).toHaveLength(100);
  });

  test.each<[string, unknown, object]>([
    ['text', 'm1', { state: 'failed', stepId: 'each', error: { kind: 'invalid_input', field: 'list' } }],
    ['nothing', undefined, { state: 'failed', stepId: 'each', error: { kind: 'invalid_input', field: 'list' } }],
    ['too many', Array.from({ length: 10_001 }, () => 1), { state: 'failed', stepId: 'each', error: { text: { en: expect.stringContaining('10001') } } }],
    ['an empty list', [], { state: 'done' }],
  ])('given %s', (_what, given, outcome) => {
    expect(walkThrough({ plan: loop(), trigger: { items: given } }).outcomes).toMatchObject([outcome]);
  });

  test('goes by its error port where one is wired', () => {
    const { records } = walkThrough({ plan: loop({}, ['each.error>mend']), trigger: { items: 'x' } });
    expect(story(records).slice(1)).toEqual(['each failed error', 'mend running', 'mend done next']);
  });

  test('thousands of items leave nothing behind, and need no stack', () => {
    const plan = aPlan(
      { start: aTrigger(), each: aForEach(undefined, { atOnce: 10 }), name: inside('each', aSet('x', '{{ steps.each.item }}')), rest: aWait(1) },
      ['start.next>each', 'each.next>rest'],
    );
    const { run, records } = walkThrough({ plan, trigger: items(3_000) });

    expect(records.filter(({ stepId }) => stepId === 'name')).toHaveLength(3_000);
    expect(JSON.stringify({ ...run.state, trigger: {} }).length).toBeLessThan(1_000);
  });
});

describe('repeat', () => {
  const plan = aPlan({ start: aTrigger(), again: aRepeat('steps.ask.paid', 3), ask: inside('again', anAction()), after: anAction(), late: anAction() }, [
    'start.next>again',
    'again.next>after',
    'again.exhausted>late',
  ]);

  test('asks its condition after each round, with what the round gave', () => {
    const rounds: unknown[] = [];
    const { records } = walkThrough({
      plan,
      behave: ({ stepId, data }) => {
        if (stepId === 'ask') rounds.push(data.steps.again);
        return done(rounds.length === 2 ? { paid: true } : {});
      },
    });

    expect(rounds).toEqual([{ round: 1 }, { round: 2 }]);
    expect(records.find(({ stepId, state }) => stepId === 'again' && state === 'done')).toMatchObject({ port: 'next', output: { round: 2 } });
    expect(story(records).slice(-2)).toEqual(['after running', 'after done next']);
  });

  test('gives up after its last round', () => {
    const { records } = walkThrough({ plan });
    expect(at(records, 'ask').filter((line) => line.includes('done'))).toHaveLength(3);
    expect(story(records).slice(-3)).toEqual(['again done exhausted', 'late running', 'late done next']);
  });

  test('many rounds that need no time need no stack', () => {
    const pure = aPlan({ start: aTrigger(), again: aRepeat('trigger.never', 3_000), ask: inside('again', anIf('trigger.x')) }, ['start.next>again']);
    expect(walkThrough({ plan: pure }).records.at(-1)).toMatchObject({ port: 'exhausted', output: { round: 3_000 } });
  });
});

test('a loop in a race in a loop tells the same story when it is stored and restored at every move', () => {
  const plan = aPlan(
    {
      start: aTrigger(),
      each: aForEach(undefined, { atOnce: 2, onFailure: 'collect' }),
      race: inside('each', { kind: 'first' }),
      paid: inside('race', anAwait({ timeout: { amount: 2, unit: 'hours' } })),
      again: inside('race', aRepeat('trigger.never', 3)),
      call: inside('again', anAction()),
      rest: inside('again', aWait(1, 'hours')),
    },
    ['start.next>each', 'call.next>rest'],
  );
  const world = { plan, trigger: items(4), behave: ({ scope }: { scope: string }) => (scope.includes('each#1[2]') ? failed('rejected') : done({})) };
  const straight = walkThrough(world);
  const moved = walkThrough({ ...world, isRehosted: () => true });

  expect(straight.records.at(-1)).toMatchObject({ output: { count: 4, done: 3, failed: 1 } });
  expect(moved.records).toEqual(straight.records);
  expect(moved.outcomes).toEqual(straight.outcomes);
});
