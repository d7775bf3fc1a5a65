import { describe, expect, test } from 'vitest';
import type { Plan } from '../plan/Plan.ts';
import { anAction, anAwait, aPlan, aTrigger, aWait, inside } from '../run/testing/aPlan.ts';
import type { RecordedEvent } from './BacktestReport.ts';
import { type BacktestRequest, createBacktest } from './createBacktest.ts';

const from = Date.parse('2026-11-01T00:00:00.000Z');
const to = Date.parse('2026-11-11T00:00:00.000Z');
const hourMs = 3_600_000;
const message = { channel: 'zalo', purpose: 'care' };
const ask = anAction({ input: { phone: '{{ trigger.customer.phone }}' }, message, priceVnd: 300 });
const plan = aPlan({ start: aTrigger(), rest: aWait(1), ask }, ['start.next>rest', 'rest.next>ask']);

let nr = 0;
/** A delivery to a customer, so many hours after the beginning. */
function delivered(
  hours: number,
  { phone = '+84912345678', code = 'A1', ...rest }: { phone?: string; code?: string } & Partial<RecordedEvent> = {},
): RecordedEvent {
  nr += 1;
  const receivedAt = new Date(from + hours * hourMs).toISOString();
  return { id: `e${nr}`, type: 'order.delivered', source: 'ghn', connectionId: null, receivedAt, payload: { order: { code }, customer: { phone } }, ...rest };
}
const paid = (hours: number, orderCode: string) => delivered(hours, { type: 'payment.received', payload: { orderCode, amount: 500 } });

/** To its end, and how many moves that took. */
const drive = (pieces: Iterable<number>) => [...pieces].reduce((sum, moves) => sum + moves, 0);

function walk(events: readonly RecordedEvent[], change: Partial<BacktestRequest> = {}) {
  const recipientOf: BacktestRequest['recipientOf'] = (_step, input) => ({ ok: true, address: String(input.phone) });
  const backtest = createBacktest({ flowId: 'f1', plan, from, to, recipientOf, ...change });
  for (const event of events) drive(backtest.hear(event));
  drive(backtest.settle());
  return backtest.report();
}

test('runs, messages, cost and people are counted by day and by channel', () => {
  const report = walk([delivered(2), delivered(3, { phone: '+84987654321', code: 'A2' }), delivered(50), delivered(239)]);

  expect(report).toMatchObject({
    events: 4,
    runs: { started: 4, done: 3, open: 1, failed: 0, stopped: 0, queued: 0 },
    messages: 3,
    costVnd: 900,
    unpriced: 0,
    channels: [{ channel: 'zalo', messages: 3, costVnd: 900 }],
    steps: [{ stepId: 'ask', messages: 3, costVnd: 900 }],
    people: { count: 2, most: 2 },
  });
  expect(report.days).toHaveLength(11);
  expect(report.days.filter(({ runs, costVnd }) => runs + costVnd > 0)).toEqual([
    { day: '2026-11-01', runs: 2, messages: {}, costVnd: 0, held: 0 },
    { day: '2026-11-02', runs: 0, messages: { zalo: 2 }, costVnd: 600, held: 0 },
    { day: '2026-11-03', runs: 1, messages: {}, costVnd: 0, held: 0 },
    { day: '2026-11-04', runs: 0, messages: { zalo: 1 }, costVnd: 300, held: 0 },
    { day: '2026-11-11', runs: 1, messages: {}, costVnd: 0, held: 0 },
  ]);
  expect(report.sample[0]).toEqual({ at: '2026-11-02T02:00:00.000Z', stepId: 'ask', channel: 'zalo', recipient: '0912 ••• 678', priceVnd: 300 });
  expect(JSON.stringify(report)).not.toContain('912345678');
});

test.each<[string, Partial<RecordedEvent>, Plan]>([
  ['of another kind', { type: 'order.created' }, plan],
  ['of another source', {}, withTrigger({ source: 'haravan' })],
  ['of another account', { connectionId: 'other' }, withTrigger({ connectionId: 'mine' })],
  ['meant for another flow', { payload: { flowId: 'f2' } }, plan],
])('an event %s starts nothing', (_what, change, listening) => {
  expect(walk([delivered(1, change)], { plan: listening })).toMatchObject({ events: 0, runs: { started: 0 } });
});

function withTrigger(change: object): Plan {
  const trigger = plan.steps.start;
  if (trigger?.kind !== 'trigger') throw new Error('It starts with a trigger');
  return { ...plan, steps: { ...plan.steps, start: { ...trigger, ...change } } };
}

describe('messages that do not go are counted with their reason', () => {
  const many = [delivered(1), delivered(5), delivered(6)];

  test('over the cap', () => {
    const report = walk(many, { plan: { ...plan, frequencyCap: { messages: 1, days: 7 } } });
    expect(report).toMatchObject({
      messages: 1,
      held: [{ stepId: 'ask', outcome: 'skip', cause: 'cap', count: 2, reason: { vi: expect.stringContaining('đã nhận đủ') } }],
    });
  });

  test('in quiet hours', () => {
    const report = walk(many, { plan: { ...plan, quietHours: { from: '12:30', to: '15:00' } } });
    expect(report).toMatchObject({ messages: 3, held: [{ outcome: 'delay', cause: 'quietHours', count: 1 }] });
    expect(report.days[1]?.held).toBe(1);
  });

  test('to nobody', () => {
    const text = { vi: 'Không có số.', en: 'No number.' };
    const report = walk(many, { recipientOf: () => ({ ok: false, text }) });
    expect(report).toMatchObject({
      messages: 0,
      held: [{ outcome: 'refuse', cause: 'recipient', count: 3 }],
      failures: [{ stepId: 'ask', text, count: 3 }],
      runs: { failed: 3 },
    });
  });

  test('other messages of the shop count, those of later do not', () => {
    const capped = { ...plan, frequencyCap: { messages: 1, days: 2 } };
    const sent = (hours: number) => ({ at: from + hours * hourMs, ...message, recipient: '+84912345678' });
    const counted = (...hours: readonly number[]) => {
      const backtest = createBacktest({ flowId: 'f1', plan: capped, from, to, recipientOf: () => ({ ok: true, address: '+84912345678' }) });
      for (const hour of hours) backtest.noteSent(sent(hour));
      drive(backtest.hear(delivered(24)));
      drive(backtest.settle());
      return backtest.report().messages;
    };
    expect([counted(), counted(-2), counted(2), counted(47), counted(49)]).toEqual([1, 1, 0, 0, 1]);
  });
});

describe('the rules of entry', () => {
  const by = '{{ trigger.customer.phone }}';
  const twice = [delivered(1), delivered(2), delivered(3, { phone: '+84987654321' }), delivered(60)];
  test.each<[string, Partial<Plan>, object]>([
    ['always', {}, { runs: { started: 4, done: 4 }, refusals: [] }],
    ['once', { entry: { policy: 'once', by } }, { runs: { started: 2 }, refusals: [{ reason: 'once', count: 2 }] }],
    ['once in two days', { entry: { policy: 'oncePerDays', days: 2, by } }, { runs: { started: 3 }, refusals: [{ reason: 'too_soon', count: 1 }] }],
    ['while none is under way', { entry: { policy: 'drop', by } }, { runs: { started: 3 }, refusals: [{ reason: 'busy', count: 1 }] }],
    ['one after the other', { entry: { policy: 'queue', by } }, { runs: { started: 4, done: 4, queued: 0 }, messages: 4 }],
    ['the newest only', { entry: { policy: 'restart', by } }, { runs: { started: 4, done: 3, stopped: 1, goal: 0 }, messages: 3 }],
    ['each order once', { dedupeBy: '{{ trigger.order.code }}' }, { runs: { started: 1 }, refusals: [{ reason: 'repeat', count: 3 }] }],
    ['so many at once', { concurrency: { limit: 1 } }, { runs: { started: 4, done: 4 }, messages: 4 }],
    ['the last of a burst', { gather: { type: 'debounce', by, window: { amount: 2, unit: 'hours' } } }, { gathered: 1, runs: { started: 3, done: 3 } }],
    ['as a list', { gather: { type: 'batch', window: { amount: 5, unit: 'hours' }, most: 100 } }, { gathered: 2, runs: { started: 2 } }],
    ['as a full list', { gather: { type: 'batch', window: { amount: 5, unit: 'hours' }, most: 2 } }, { gathered: 1, runs: { started: 3 } }],
  ])('%s', (_what, settings, expected) => {
    expect(walk(twice, { plan: { ...plan, ...settings } })).toMatchObject({ events: 4, ...expected });
  });

  test('whoever waits for their turn goes when the run before them is over', () => {
    const report = walk([delivered(1), delivered(2)], { plan: { ...plan, entry: { policy: 'queue', by } } });
    expect(report.sample.map(({ at }) => at)).toEqual(['2026-11-02T01:00:00.000Z', '2026-11-03T01:00:00.000Z']);
  });

  test('a run that never gets its turn is told', () => {
    const report = walk([delivered(230), delivered(231)], { plan: { ...plan, concurrency: { limit: 1 } } });
    expect(report.runs).toMatchObject({ started: 1, open: 1, queued: 1 });
  });
});

describe('what runs wait for comes from the record', () => {
  const waits = aPlan({ start: aTrigger(), pay: anAwait({ timeout: { amount: 2, unit: 'days' } }), ask }, ['start.next>pay', 'pay.next>ask']);

  test('an event of the order, not of another one, and not from before', () => {
    const report = walk([paid(1, 'A1'), delivered(2), delivered(3, { code: 'A2' }), paid(5, '#a1')], { plan: waits });
    expect(report).toMatchObject({ messages: 1, sample: [{ at: '2026-11-01T05:00:00.000Z' }], runs: { done: 2, open: 0 } });
  });

  test('a customer who is known by the order alone', () => {
    const personal = aPlan({ start: aTrigger(), pay: anAwait({ belongs: 'customer' }), ask }, ['start.next>pay', 'pay.next>ask']);
    expect(walk([delivered(2), paid(5, 'A1')], { plan: personal })).toMatchObject({ messages: 1 });
  });

  test('a wait that nothing answers stays open', () => {
    const endless = aPlan({ start: aTrigger(), pay: anAwait(), ask }, ['start.next>pay', 'pay.next>ask']);
    expect(walk([delivered(2)], { plan: endless })).toMatchObject({ messages: 0, runs: { open: 1, done: 0 } });
  });

  test('the goal ends the runs of its order, and no run that began later', () => {
    const goal: Plan = { ...plan, goal: { event: 'payment.received', belongs: 'order' } };
    const report = walk([delivered(1), delivered(2, { code: 'A2' }), paid(5, 'A1'), delivered(6)], { plan: goal });
    expect(report).toMatchObject({ runs: { started: 3, stopped: 1, goal: 1, done: 2 }, messages: 2 });
  });

  test('one event answers all who wait for it, in races too', () => {
    const race = aPlan(
      { start: aTrigger(), race: { kind: 'first' }, pay: inside('race', anAwait({ belongs: 'anyone' })), late: inside('race', aWait(9)), ask },
      ['start.next>race', 'race.next>ask'],
    );
    expect(walk([delivered(1), delivered(2), paid(3, 'B7'), paid(4, 'B7')], { plan: race })).toMatchObject({ messages: 2, runs: { done: 2 } });
  });
});

test('a flow that starts by the clock keeps its own times, whatever was due before', () => {
  const daily = withTrigger({ event: 'schedule.due', input: { repeat: 'daily', time: '09:00' } });
  const note = { ...daily, steps: { ...daily.steps, ask: { ...daily.steps.ask, input: {} } } } as Plan;
  const recorded = delivered(5, { type: 'schedule.due', payload: { flowId: 'f1' } });

  expect(walk([recorded], { plan: note })).toMatchObject({ events: 10, runs: { started: 10, done: 9, open: 1 } });
});

test('a called flow is walked too', () => {
  const calls = aPlan({ start: aTrigger(), call: { kind: 'subflow', flowId: 'f2', input: {} } }, ['start.next>call']);
  const write = aPlan({ begin: aTrigger(), send: anAction({ message, input: { phone: '0912345678' } }) }, ['begin.next>send']);
  const report = walk([delivered(1)], { plan: calls, called: () => ({ name: 'Gửi', plan: write }) });
  expect(report).toMatchObject({ steps: [{ stepId: 'call', messages: 1 }], unpriced: 1, runs: { done: 1 } });
});
