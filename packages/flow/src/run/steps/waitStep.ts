import type { PlanStepOf } from '../../plan/Plan.ts';
import { openStep } from '../closeStep.ts';
import { endStep, failStep } from '../endStep.ts';
import { record } from '../record.ts';
import { dataFor, type Place, type Walk } from '../Walk.ts';
import { waitUntil } from '../waitUntil.ts';

/** Sleeps until its time; one that is past does not wait. */
export function enterWait(walk: Walk, place: Place, { wait }: PlanStepOf<'wait'>): void {
  const now = walk.ports.now();
  const { timezone, businessHours } = walk.plan;
  const end = waitUntil({ wait, data: dataFor(walk, place.scope), now, timezone, ...(businessHours && { businessHours }) });
  if (!end.ok) {
    failStep(walk, place, { error: { kind: 'invalid_input', text: end.text, field: 'wait', repeatable: true }, attempt: 1 });
  } else if (end.until <= now) {
    endWaitStep(walk, place);
  } else {
    const token = openStep(walk, place, { attempt: 1, doing: 'wait', since: now, until: end.until });
    record(walk, place, { state: 'waiting', attempt: 1, until: end.until });
    walk.ports.sleep({ token, until: end.until });
  }
}

export function endWaitStep(walk: Walk, place: Place): void {
  endStep(walk, place, { state: 'done', attempt: 1, port: 'next' });
}
