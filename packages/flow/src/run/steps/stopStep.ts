import type { PlanStepOf } from '../../plan/Plan.ts';
import { close } from '../closeStep.ts';
import { finishRun } from '../finishRun.ts';
import { record } from '../record.ts';
import type { Place, Walk } from '../Walk.ts';

/** Ends the whole run on purpose, whatever its other branches are doing. */
export function enterStop(walk: Walk, place: Place, { reason }: PlanStepOf<'stop'>): void {
  close(walk, place, null);
  record(walk, place, { state: 'done', attempt: 1 });
  // The failure that an error handler was called for is not undone by it.
  if (walk.state.failing !== undefined) finishRun(walk, { state: 'failed', ...walk.state.failing });
  else finishRun(walk, { state: 'stopped', by: 'step', ...(reason === undefined ? {} : { reason }) });
}
