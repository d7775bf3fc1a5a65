import { setTimeout as sleep } from 'node:timers/promises';
import type { AwaitAnswer, ExecuteResult, Plan, RunOutcome } from '@noi/flow/run';
import {
  aFailure,
  aForEach,
  anAction,
  anApproval,
  anAwait,
  anIf,
  aPlan,
  aRepeat,
  aSet,
  aSplit,
  aStop,
  aSwitch,
  aTrigger,
  aWait,
  done,
  failed,
  inside,
  type PlanPiece,
} from '@noi/flow/testing';
import type { Behaviour } from '../createTestHouse.ts';

/** One group of runs on the real server, whose history is kept. */
export interface Scenario {
  readonly plan: Plan;
  /** The payloads of the events that start its runs. */
  readonly triggers: readonly Readonly<Record<string, unknown>>[];
  /** How every run ends. */
  readonly end: RunOutcome['state'];
  readonly behave?: (request: Parameters<Behaviour>[0], place: Parameters<Behaviour>[1] & { readonly hostQueue: string }) => ReturnType<Behaviour>;
  /** What comes to a step that waits for something from outside, also to the goal (`start`). What is not named comes to nothing. */
  readonly comes?: Readonly<Record<string, AwaitAnswer>>;
  /** Steps whose waits and back-offs a person ends; all others end by their timers. */
  readonly ended?: readonly string[];
  /** A person stops every run as soon as this step waits. */
  readonly stoppedAt?: string;
  readonly mostEvents?: number;
}

const order = { order: { code: '100020', total: 5, paidAt: '2026-11-20T03:00:00.000Z' }, customer: { phone: '+84900000001' }, items: ['a', 'b', 'c'] };
const came: AwaitAnswer = { outcome: 'done', port: 'next', output: { amount: 5 } };
const again: AwaitAnswer = { outcome: 'again' };
const decided = (port: string): AwaitAnswer => ({ outcome: 'done', port, output: { decision: port, answeredBy: [] } });
const second = { amount: 1, unit: 'seconds' } as const;
const reason = { vi: 'Chưa phải lúc', en: 'Not now' };
const held: ExecuteResult = { outcome: 'held', key: 'flow:f1', reason };
const firstTry = (other: ExecuteResult): Behaviour => {
  const known = new Set<string>();
  return ({ runId, stepId }) => {
    if (known.has(`${runId} ${stepId}`)) return done({ sent: true });
    known.add(`${runId} ${stepId}`);
    return other;
  };
};

type Rest = Partial<Omit<Scenario, 'plan'>>;

function scenario(pieces: Readonly<Record<string, PlanPiece>>, wires: readonly string[], { triggers = [order], end = 'done', ...rest }: Rest = {}): Scenario {
  return { plan: aPlan({ start: aTrigger(), ...pieces }, wires), triggers, end, ...rest };
}

const body = (container: string) => ({ act: inside(container, anAction()), rest: inside(container, aWait(1, 'seconds')) });

/** Every way to wait, one after the other; whatever is not over yet is ended by a person. */
function everyWait(): Scenario {
  const waits: Record<string, PlanPiece> = {
    span: aWait(1, 'seconds'),
    until: { kind: 'wait', wait: { type: 'until', at: '{{ trigger.order.paidAt }}' } },
    offset: { kind: 'wait', wait: { type: 'offset', at: '{{ trigger.order.paidAt }}', direction: 'after', amount: 400, unit: 'weeks', time: '09:00' } },
    time: { kind: 'wait', wait: { type: 'timeOfDay', time: '09:00' } },
    weekday: { kind: 'wait', wait: { type: 'weekday', days: [1, 4], time: '20:00' } },
    hours: { kind: 'wait', wait: { type: 'businessHours' } },
  };
  const ids = ['start', ...Object.keys(waits)];
  const made = scenario(
    waits,
    ids.slice(1).map((id, at) => `${ids[at]}.next>${id}`),
    { ended: ['offset', 'time', 'weekday', 'hours'] },
  );
  const open = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '03:00', to: '03:01' }));
  return { ...made, plan: { ...made.plan, businessHours: { open, holidays: [] } } };
}

/** Listens for its goal while it sleeps. */
function goal(): Scenario {
  const made = scenario({ rest: aWait(3), send: anAction() }, ['start.next>rest', 'rest.next>send'], { end: 'stopped', comes: { start: came } });
  return { ...made, plan: { ...made.plan, goal: { event: 'payment.received', belongs: 'order' } } };
}

/** One group for each construct of the language and each way in which the adapter carries a step. */
export const scenarios: Readonly<Record<string, () => Scenario>> = {
  if: () =>
    scenario({ paid: anIf('trigger.order'), thank: anAction(), remind: anAction() }, ['start.next>paid', 'paid.true>thank', 'paid.false>remind'], {
      triggers: [order, {}],
    }),
  switch: () =>
    scenario({ which: aSwitch({ port: 'big', field: 'trigger.big' }, { port: 'any', field: 'trigger.order' }), act: anAction() }, [
      'start.next>which',
      'which.any>act',
    ]),
  split: () => scenario({ ab: aSplit({ a: 1, b: 1 }), one: anAction(), two: anAction() }, ['start.next>ab', 'ab.a>one', 'ab.b>two']),
  set: () => scenario({ set: aSet('greeting', 'Chào {{ trigger.order.code }}'), act: anAction() }, ['start.next>set', 'set.next>act']),
  waits: everyWait,
  'event-comes': () => scenario({ paid: anAwait(), act: anAction() }, ['start.next>paid', 'paid.next>act'], { comes: { paid: came } }),
  'event-times-out': () => scenario({ paid: anAwait({ timeout: second }), act: anAction() }, ['start.next>paid', 'paid.timeout>act']),
  approval: () =>
    scenario({ ask: anApproval({ timeout: { amount: 2, unit: 'days' } }), act: anAction() }, ['start.next>ask', 'ask.approved>act'], {
      comes: { ask: decided('approved') },
    }),
  parallel: () => scenario({ both: { kind: 'parallel' }, ...body('both'), after: anAction() }, ['start.next>both', 'both.next>after']),
  first: () =>
    scenario({ race: { kind: 'first' }, paid: inside('race', anAwait()), rest: inside('race', aWait(1, 'seconds')), after: anAction() }, [
      'start.next>race',
      'race.next>after',
    ]),
  'for-each-one-by-one': () => scenario({ each: aForEach(), ...body('each'), after: anAction() }, ['start.next>each', 'act.next>rest', 'each.next>after']),
  'loops-and-neighbours': () =>
    scenario(
      { each: aForEach(), one: inside('each', aSet('a', 'x')), send: anAction(), after: anAction({ slow: true }) },
      ['start.next>each', 'each.next>send', 'send.next>after'],
      {
        triggers: [40, 1, 60, 2].map((items) => ({ items: Array.from({ length: items }, (_, index) => index) })),
      },
    ),
  'for-each-at-once': () =>
    scenario(
      { each: aForEach('{{ trigger.items }}', { atOnce: 2, onFailure: 'collect' }), ...body('each'), after: anAction() },
      ['start.next>each', 'each.next>after'],
      {
        behave: ({ scope }) => (scope.endsWith('[1]') ? failed('rejected') : done({ scope })),
      },
    ),
  repeat: () =>
    scenario({ again: aRepeat('trigger.never', 3), ...body('again'), after: anAction() }, ['start.next>again', 'act.next>rest', 'again.exhausted>after']),
  subflow: () =>
    scenario(
      { call: { kind: 'subflow', flowId: 'f2', input: { code: '{{ trigger.order.code }}' } }, after: anAction() },
      ['start.next>call', 'call.next>after'],
      {
        comes: { call: came },
      },
    ),
  'error-port': () => scenario({ send: anAction(), mend: anAction() }, ['start.next>send', 'send.error>mend'], { behave: rejectsAt('send') }),
  'error-handler': () =>
    scenario({ send: anAction(), handler: { kind: 'errorHandler' }, mend: anAction() }, ['start.next>send', 'handler.next>mend'], {
      end: 'failed',
      behave: rejectsAt('send'),
    }),
  goal,
  'retry-after-back-off': () => scenario({ send: anAction() }, ['start.next>send'], { behave: firstTry(failed('unavailable')), ended: ['send'] }),
  delay: () => scenario({ send: anAction() }, ['start.next>send'], { behave: firstTry({ outcome: 'delayed', until: Date.now() + 3_000, reason }) }),
  'hold-and-release': () => scenario({ send: anAction() }, ['start.next>send'], { behave: firstTry(held), comes: { send: again } }),
  'stop-by-step': () => scenario({ end: aStop('đủ rồi') }, ['start.next>end'], { end: 'stopped' }),
  'fail-step': () => scenario({ end: aFailure('không được') }, ['start.next>end'], { end: 'failed' }),
  'stop-by-person': () => scenario({ rest: aWait(3), send: anAction() }, ['start.next>rest', 'rest.next>send'], { end: 'stopped', stoppedAt: 'rest' }),
  'continue-as-new': () =>
    scenario(
      { one: aWait(1, 'seconds'), two: aWait(1, 'seconds'), three: anAwait(), send: anAction() },
      ['start.next>one', 'one.next>two', 'two.next>three', 'three.next>send'],
      {
        mostEvents: 8,
        comes: { three: came },
      },
    ),
  'slow-step': () => scenario({ slow: anAction({ slow: true }), next: anAction() }, ['start.next>slow', 'slow.next>next']),
  'pending-step': () =>
    scenario({ long: anAction(), next: anAction() }, ['start.next>long', 'long.next>next'], {
      behave: ({ stepId }, { hostQueue }) => (stepId === 'long' ? { pendingAt: hostQueue } : done({})),
    }),
  'call-chain': () =>
    scenario(
      { which: anIf('trigger.customer'), each: aForEach(), send: inside('each', anAction()), rest: aWait(1, 'seconds') },
      ['start.next>which', 'which.true>each', 'which.false>rest'],
      {
        triggers: [{ ...order, items: Array.from({ length: 12 }, (_, index) => index) }, {}],
        behave: async ({ scope }) => {
          await sleep(50);
          return done({ scope });
        },
      },
    ),
  'held-task': () =>
    scenario(
      { which: anIf('trigger.customer'), send: anAction(), rest: aWait(2, 'seconds'), after: anAction() },
      ['start.next>which', 'which.true>send', 'which.false>rest', 'rest.next>after'],
      {
        triggers: [order, {}],
        behave: async ({ stepId }) => {
          if (stepId === 'send') await sleep(400);
          return done({});
        },
      },
    ),
  'house-is-down': () => scenario({ send: anAction() }, ['start.next>send'], { behave: downAtFirst() }),
  'several-runs': () =>
    scenario(
      { thank: anAction(), rest: aWait(1, 'seconds'), paid: anAwait(), ask: anAction() },
      ['start.next>thank', 'thank.next>rest', 'rest.next>paid', 'paid.next>ask'],
      {
        triggers: [order, order, order, order, order],
        comes: { paid: came },
      },
    ),
};

function rejectsAt(stepId: string): Behaviour {
  return (request) => (request.stepId === stepId ? failed('rejected') : done({}));
}

function downAtFirst(): Behaviour {
  let tries = 0;
  return () => {
    tries += 1;
    if (tries === 1) throw new Error('database is away');
    return done({ tries });
  };
}
