import type { PlanStepOf } from '../../plan/Plan.ts';
import { close, finishRun } from '../endStep.ts';
import { record } from '../record.ts';
import type { Place, Walk } from '../Walk.ts';

/** Ends the whole run on purpose, whatever its other branches are doing. */
export function enterStop(walk: Walk, place: Place, { reason }: PlanStepOf<'stop'>): void {
  close(walk, place, null);
  record(walk, place, { state: 'done', attempt: 1 });
  finishRun(walk, { state: 'stopped', by: 'step', ...(reason === undefined ? {} : { reason }) });
}
