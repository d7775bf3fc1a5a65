import { readSchedule } from '../../schedule/Schedule.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** A schedule says when it comes due. */
export function scheduleValid({ triggers, catalog }: Draft): readonly Issue[] {
  return triggers.flatMap((step): Issue[] => {
    if (catalog.trigger(step.node, step.nodeVersion)?.event !== 'schedule.due') return [];
    const reading = readSchedule(step.input);
    return reading.ok ? [] : [{ code: 'schedule_invalid', severity: 'error', stepId: step.id, field: reading.field, message: reading.message }];
  });
}
