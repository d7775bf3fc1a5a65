import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { anAction, aPlan, aTrigger, aWait } from '../run/testing/aPlan.ts';
import { simulate } from '../simulate/simulate.ts';
import type { RecordedEvent } from './BacktestReport.ts';
import { createBacktest } from './createBacktest.ts';

const from = Date.parse('2026-11-01T00:00:00.000Z');
const to = Date.parse('2026-11-15T00:00:00.000Z');
const hourMs = 3_600_000;
const send = anAction({ message: { channel: 'sms', purpose: 'promotion' }, input: { phone: '{{ trigger.customer.phone }}' }, priceVnd: 500 });

const events = fc.array(fc.record({ hours: fc.nat(300), person: fc.nat(4), code: fc.nat(6) }), { maxLength: 40 }).map((drawn) =>
  drawn
    .sort((one, other) => one.hours - other.hours)
    .map(
      ({ hours, person, code }, index): RecordedEvent => ({
        ...{ id: `e${index}`, type: 'order.delivered', source: 'ghn', connectionId: null, receivedAt: new Date(from + hours * hourMs).toISOString() },
        payload: { order: { code: `A${code}` }, customer: { phone: `+8491234567${person}` } },
      }),
    ),
);

const by = '{{ trigger.customer.phone }}';
const window = { amount: 5, unit: 'hours' } as const;
const plans = fc
  .record({
    waitHours: fc.nat(80),
    entry: fc.constantFrom<Plan['entry']>(
      undefined,
      { policy: 'once', by },
      { policy: 'oncePerDays', days: 2, by },
      { policy: 'queue', by },
      { policy: 'drop', by },
      { policy: 'restart', by },
    ),
    limit: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    dedupeBy: fc.constantFrom(undefined, '{{ trigger.order.code }}'),
    gather: fc.constantFrom<Plan['gather']>(undefined, { type: 'debounce', by, window }, { type: 'batch', window, most: 3 }),
    frequencyCap: fc.constantFrom(undefined, { messages: 1, days: 3 }),
  })
  .map(({ waitHours, limit, ...settings }): Plan => {
    const plan = aPlan({ start: aTrigger(), rest: aWait(waitHours, 'hours'), send }, ['start.next>rest', 'rest.next>send']);
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    return { ...plan, ...given, ...(limit === undefined ? {} : { concurrency: { limit } }) };
  });

const recipientOf = (_step: unknown, input: Readonly<Record<string, unknown>>) => ({ ok: true, address: String(input.phone) }) as const;

function walk(plan: Plan, heard: readonly RecordedEvent[], piece: number) {
  const backtest = createBacktest({ flowId: 'f', plan, from, to, recipientOf, piece });
  for (const event of heard) for (const _moves of backtest.hear(event));
  for (const _moves of backtest.settle());
  return backtest.report();
}

test('every event is accounted for, once', () => {
  fc.assert(
    fc.property(plans, events, (plan, heard) => {
      const { runs, refusals, gathered, ...report } = walk(plan, heard, 1_000);
      const refused = refusals.reduce((sum, { count }) => sum + count, 0);
      const overtaken = report.events - runs.started - runs.queued - refused - gathered;

      expect(report.events).toBe(heard.length);
      // A run that gave way to a newer one before it began is none of the others; only `restart` with a limit makes such.
      expect(overtaken).toBeGreaterThanOrEqual(0);
      if (plan.entry?.policy !== 'restart' || plan.concurrency === undefined) expect(overtaken).toBe(0);
      expect(runs.done + runs.stopped + runs.failed + runs.open).toBe(runs.started);
    }),
    { numRuns: 150 },
  );
});

test('how the work is cut into pieces changes nothing', () => {
  fc.assert(
    fc.property(plans, events, fc.integer({ min: 1, max: 5 }), (plan, heard, piece) => {
      expect(walk(plan, heard, piece)).toEqual(walk(plan, heard, Number.POSITIVE_INFINITY));
    }),
    { numRuns: 100 },
  );
});

test('days, channels, steps and cost are the same messages, counted another way', () => {
  fc.assert(
    fc.property(plans, events, (plan, heard) => {
      const { days, channels, steps, messages, costVnd, held } = walk(plan, heard, 1_000);
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

      expect(sum(days.flatMap((day) => Object.values(day.messages)))).toBe(messages);
      expect(sum(channels.map((channel) => channel.messages))).toBe(messages);
      expect(sum(steps.map((step) => step.messages))).toBe(messages);
      expect([sum(days.map((day) => day.costVnd)), sum(channels.map((channel) => channel.costVnd))]).toEqual([costVnd, costVnd]);
      expect(sum(days.map((day) => day.held))).toBe(sum(held.map(({ count }) => count)));
      expect(costVnd).toBe(messages * 500);
    }),
    { numRuns: 200 },
  );
});

test('never more than the cap to one person, nor at night what the law forbids', () => {
  fc.assert(
    fc.property(plans, events, (plan, heard) => {
      const { sample } = walk({ ...plan, frequencyCap: { messages: 1, days: 14 } }, heard, 1_000);
      expect(new Set(sample.map(({ recipient }) => recipient)).size).toBe(sample.length);
      for (const { at } of sample) expect([7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]).toContain((new Date(at).getUTCHours() + 7) % 24);
    }),
    { numRuns: 100 },
  );
});

test('a single event does what the simulator says of it', () => {
  fc.assert(
    fc.property(plans, events, (plan, heard) => {
      const [event] = heard;
      fc.pre(event !== undefined && plan.gather === undefined);
      if (event === undefined) return;
      const alone = simulate({
        plan,
        trigger: event.payload,
        startAt: event.receivedAt,
        recipientOf,
        seed: event.id,
        lastsMs: to - Date.parse(event.receivedAt),
      });
      const report = walk(plan, [event], 1);

      expect(report.sample.map(({ at, stepId }) => ({ at, stepId }))).toEqual(alone.messages.map(({ at, stepId }) => ({ at, stepId })));
      expect(report.runs.done).toBe(alone.outcome.state === 'done' ? 1 : 0);
    }),
    { numRuns: 100 },
  );
});
