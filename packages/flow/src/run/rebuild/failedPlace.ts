import type { Plan } from '../../plan/Plan.ts';
import { rootScope } from '../Walk.ts';
import { isInHandler } from './Retrace.ts';
import { atFault, readStory } from './StoryBook.ts';
import type { StepPlace, StoryRow } from './StoryRow.ts';

/** The step that a run failed of, in the innermost container; not one of its error handler, which failed about the first. `null` when no row tells of one. */
export function failedPlace(plan: Plan, rows: readonly StoryRow[]): StepPlace | null {
  const book = readStory(rows);
  const row = book.failureIn(rootScope, ({ stepId }) => !isInHandler(plan, stepId));
  if (row === undefined) return null;
  const { scope, stepId } = atFault(book, row);
  return { scope, stepId };
}
