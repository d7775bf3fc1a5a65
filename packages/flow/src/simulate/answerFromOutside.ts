import { assertNever } from '@noi/errors';
import type { EventType } from '@noi/events';
import type { AwaitedEvent } from '../match/awaitedEvent.ts';
import { fitsAwaited } from '../match/fitsAwaited.ts';
import { listeningKey, matchKeysOf } from '../match/matchKeys.ts';
import type { Plan } from '../plan/Plan.ts';
import type { AwaitAnswer, AwaitRequest, RunData } from '../run/RunPorts.ts';

/** An event that comes while the flow is walked. Without a source or an account it comes from wherever it is awaited. */
export interface SimulatedEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly type: EventType;
  readonly source?: string;
  readonly connectionId?: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface SimulatedAnswer {
  readonly afterMs: number;
  readonly answer: AwaitAnswer;
}

export interface OutsideOptions {
  readonly plan: Plan;
  readonly trigger: RunData['trigger'];
  readonly events: readonly SimulatedEvent[];
  /** What people say when they are asked: `nobody` answers before the time-out. */
  readonly approve: 'approved' | 'rejected' | 'nobody';
}

/**
 * What comes to a step that waits for something from outside, and how long after it asked. `null`: nothing comes before its time-out. A step without a
 * time-out is never left waiting: then the event comes at once, with its sample, and people agree.
 */
export function answerFromOutside({ plan, trigger, events, approve }: OutsideOptions, { awaited, stepId, until }: AwaitRequest): SimulatedAnswer | null {
  switch (awaited.kind) {
    case 'event': {
      const event = events.find((candidate) => isMeant(awaited, candidate, trigger));
      if (event !== undefined) return { afterMs: Date.parse(event.at) - awaited.since, answer: answerOf('next', event.payload) };
      const step = plan.steps[stepId];
      return until === undefined ? { afterMs: 0, answer: answerOf('next', step?.kind === 'waitForEvent' ? step.sample : {}) } : null;
    }
    case 'approval':
      if (approve === 'nobody' && until !== undefined) return null;
      return { afterMs: 0, answer: decided(approve === 'rejected' ? 'rejected' : 'approved') };
    case 'subflow':
      return { afterMs: 0, answer: answerOf('next', {}) };
    case 'hold':
      return { afterMs: 0, answer: { outcome: 'again' } };
    default:
      return assertNever(awaited);
  }
}

/** Whether an event is what a run waits for that was started by `trigger`. */
export function isMeant(awaited: AwaitedEvent, event: SimulatedEvent, trigger: RunData['trigger']): boolean {
  const key = listeningKey(awaited.belongs, trigger);
  if (awaited.belongs !== 'anyone' && (key === null || !matchKeysOf(event.payload).includes(key))) return false;
  return fitsAwaited(awaited, {
    type: event.type,
    source: event.source ?? awaited.source ?? '',
    connectionId: event.connectionId ?? awaited.connectionId ?? null,
    receivedAt: event.at,
    payload: event.payload,
  });
}

function decided(decision: 'approved' | 'rejected'): AwaitAnswer {
  return answerOf(decision, { decision, answeredBy: [] });
}

function answerOf(port: string, output: Readonly<Record<string, unknown>>): AwaitAnswer {
  return { outcome: 'done', port, output };
}
