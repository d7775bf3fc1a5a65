import { awaitedEvent } from '../match/awaitedEvent.ts';
import type { Plan } from '../plan/Plan.ts';
import type { AwaitRequest, RunData, RunOutcome, StepRecord } from '../run/RunPorts.ts';
import { answerFromOutside, isMeant, type OutsideOptions, type SimulatedAnswer, type SimulatedEvent } from './answerFromOutside.ts';
import type { Pins } from './pins.ts';
import type { HeldMessage, SimulatedMessage, Simulation } from './Simulation.ts';
import { createWorld, type WorldOptions } from './World.ts';
import { type WalkedRun, walkRun } from './walkRun.ts';

export interface SimulateRequest extends WorldOptions {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  /** ISO 8601 or epoch ms. */
  readonly startAt: string | number;
  /** For how long the run is looked at; without it to its end. */
  readonly lastsMs?: number;
  /** What comes in while the flow is walked, in order of time; steps that wait for something else run into their time-out. */
  readonly events?: readonly SimulatedEvent[];
  /** What people say when they are asked, at once; without it they agree. */
  readonly approve?: OutsideOptions['approve'];
  /** What a waiting step gets, where the above is not enough: people who take their time. `null`: nothing before its time-out. */
  readonly respond?: (request: AwaitRequest) => SimulatedAnswer | null;
  /** Messages that went out before, which count towards caps, in order of time. */
  readonly sentBefore?: readonly Pick<SimulatedMessage, 'at' | 'channel' | 'purpose' | 'recipient'>[];
  /** Outputs that steps give instead of being asked; effects still have their input filled in and their messages told. */
  readonly pins?: Pins;
  /** The run id, where back-offs must fall as in that run. */
  readonly seed?: string;
}

/** What the flow would do with one event: the interpreter of real runs on a virtual clock, in which effects take no time. */
export function simulate(request: SimulateRequest): Simulation {
  const walk = simulateInPieces(request);
  for (let piece = walk.next(); ; piece = walk.next()) if (piece.done) return piece.value;
}

/** The same in bounded pieces, and only as it is driven: yields how many moves were made, and whoever drives it may rest then. */
export function* simulateInPieces(request: SimulateRequest): Generator<number, Simulation> {
  const { plan, trigger, startAt, lastsMs, events = [], approve = 'approved', respond, sentBefore = [], seed = '', pins = {}, ...options } = request;
  const from = typeof startAt === 'number' ? startAt : Date.parse(startAt);
  const world = createWorld({ ...options, startAt: from });
  for (const { at, channel, purpose, recipient = '' } of sentBefore) world.outbox.add({ at: Date.parse(at), channel, purpose, recipient });
  const records: StepRecord[] = [];
  const messages: SimulatedMessage[] = [];
  const held: HeldMessage[] = [];
  const endings: { readonly outcome: RunOutcome; readonly at: number }[] = [];

  const walked = world.clock.do(() =>
    walkRun(world, {
      plan,
      trigger,
      seed,
      pins,
      ears: { ask: (asked, run) => (respond ? respond(asked) : answerFromOutside({ plan: run.plan, trigger: run.trigger, events, approve }, asked)) },
      story: {
        onRecord: (line) => records.push(line),
        onMessage: (message) => messages.push(message),
        onHeld: (line) => held.push(line),
        onEnd: (outcome) => endings.push({ outcome, at: world.clock.now() }),
      },
    }),
  );
  listenForGoal();
  yield* lastsMs === undefined ? world.clock.runOut() : world.clock.runTo(from + lastsMs);

  const [ending] = endings;
  if (ending === undefined && lastsMs === undefined) throw new Error(`Plan ${plan.hash} did not end in the simulator`);
  const { outcome, at } = ending ?? { outcome: { state: 'unfinished' } as const, at: world.clock.now() };
  return { startedAt: iso(from), endedAt: iso(at), outcome, records, messages, held };

  function listenForGoal(): void {
    if (plan.goal === undefined) return;
    const awaited = awaitedEvent({ on: plan.goal, data: { trigger, steps: {} }, since: from, timezone: plan.timezone, now: from });
    for (const event of events) if (isMeant(awaited, event, trigger)) world.clock.at(Date.parse(event.at), () => reachGoal(walked));
  }
}

function reachGoal({ run }: WalkedRun): void {
  run.stop({ by: 'goal' });
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
