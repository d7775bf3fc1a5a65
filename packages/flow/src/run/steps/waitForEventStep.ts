import { awaitedEvent } from '../../match/awaitedEvent.ts';
import type { PlanStepOf } from '../../plan/Plan.ts';
import type { Asking, AskScope } from './Asking.ts';

/** The event that a step waits for, from the moment on at which it began to wait. */
export function askEvent(step: PlanStepOf<'waitForEvent'>, scope: AskScope): Asking {
  return { ok: true, awaited: awaitedEvent({ on: step, since: scope.now, ...scope }) };
}
