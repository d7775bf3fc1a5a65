import type { Plan } from '../plan/Plan.ts';
import { dueEvent } from '../schedule/dueEvent.ts';
import { dueBetween } from '../schedule/dueTimes.ts';
import { readSchedule, type Schedule } from '../schedule/Schedule.ts';
import type { SentMessage } from '../simulate/Outbox.ts';
import { createWorld, type WorldOptions } from '../simulate/World.ts';
import { type WalkedRun, walkRun } from '../simulate/walkRun.ts';
import type { BacktestReport, RecordedEvent } from './BacktestReport.ts';
import { Entrance, type Turn } from './Entrance.ts';
import { Listeners } from './Listeners.ts';
import { Tally } from './Tally.ts';

export interface BacktestRequest extends WorldOptions {
  readonly flowId: string;
  readonly plan: Plan;
  /** The time that is looked at, in epoch ms. */
  readonly from: number;
  readonly to: number;
}

/**
 * A flow that is walked through the past, page by page. `hear` and `settle` work in bounded pieces, and only as they are driven: they yield how many moves
 * were made, and whoever drives them may rest then. One is driven to its end before the next is asked for.
 */
export interface Backtest {
  /** A message that something else sent; it counts towards caps. In order of time, together with events. */
  noteSent(message: SentMessage): void;
  /** The next event, in order of arrival. All that comes due before it happens first. */
  hear(event: RecordedEvent): Generator<number, void>;
  /** All that comes due until the end. */
  settle(): Generator<number, void>;
  report(): BacktestReport;
}

/** Of one run. A real list may be as long as a loop can take, and nothing is kept of its steps. */
const mostMovesOfRun = 200_000;
/** Most due times of a schedule that are looked at. */
const mostDue = 10_000;

/**
 * What a flow would have done with the events of the past: the same entry rules, interpreter and send decision as real runs, on a virtual clock.
 * Waits for events are answered by the events themselves; effects are done with their samples.
 */
export function createBacktest({ flowId, plan, from, to, ...options }: BacktestRequest): Backtest {
  const world = createWorld({ mostMoves: mostMovesOfRun, ...options, startAt: from });
  const { clock, outbox } = world;
  const tally = new Tally({ timezone: plan.timezone, from, to });
  const listeners = new Listeners();
  const running = new Map<Turn, WalkedRun>();
  const trigger = plan.steps[plan.trigger];
  const schedule = scheduleOf(plan);
  const entrance = new Entrance({
    rules: plan,
    clock,
    start: begin,
    stop: (turn) => running.get(turn)?.run.stop({ by: 'newer' }),
    onRefused: (reason) => tally.refused(reason),
    onGathered: (events) => {
      tally.gathered += events;
    },
  });
  // What was due by the live version says nothing of this one, so a schedule keeps its own time.
  for (const at of schedule === null ? [] : dueBetween({ schedule, timezone: plan.timezone, after: from, until: to, most: mostDue }).due) {
    const { payload } = dueEvent({ flowId, at, timezone: plan.timezone });
    const event: RecordedEvent = { id: `due:${at}`, type: 'schedule.due', source: 'noi', connectionId: null, receivedAt: new Date(at).toISOString(), payload };
    clock.at(at, () => enter(event));
  }

  return {
    noteSent(message) {
      clock.at(message.at, () => outbox.add(message));
    },
    *hear(event) {
      yield* clock.runTo(Date.parse(event.receivedAt));
      clock.do(() => {
        listeners.hear(event);
        if (schedule === null && starts(event)) enter(event);
      });
      // What an event sets off at once belongs to it, and not to what comes after.
      yield* clock.runTo(clock.now());
    },
    settle: () => clock.runTo(to),
    report: () => tally.report(entrance.queued),
  };

  function starts({ type, source, connectionId, payload }: RecordedEvent): boolean {
    if (trigger?.kind !== 'trigger' || trigger.event !== type) return false;
    if (trigger.source !== undefined && trigger.source !== source) return false;
    if (trigger.connectionId !== undefined && trigger.connectionId !== connectionId) return false;
    return !('flowId' in payload) || payload.flowId === flowId;
  }

  function enter(event: RecordedEvent): void {
    tally.events += 1;
    entrance.take(event);
  }

  function begin(turn: Turn): void {
    tally.started(clock.now());
    const walked = walkRun(world, {
      plan,
      trigger: turn.trigger,
      seed: turn.eventId,
      ears: listeners.ears,
      story: {
        onMessage: (message) => tally.sent(message),
        onHeld: (held) => tally.heldBack(held),
        onEnd(outcome) {
          tally.ended(outcome);
          const own = running.get(turn);
          if (own) listeners.forget(own);
          running.delete(turn);
          entrance.leave(turn);
        },
      },
    });
    if (walked.run.isEnded) return;
    running.set(turn, walked);
    listeners.listenForGoal(walked, plan, clock.now());
  }
}

/** Of a flow that starts by the clock. */
function scheduleOf(plan: Plan): Schedule | null {
  const trigger = plan.steps[plan.trigger];
  if (trigger?.kind !== 'trigger' || trigger.event !== 'schedule.due') return null;
  const read = readSchedule(trigger.input ?? {});
  return read.ok ? read.schedule : null;
}
