import type { PlanStepOf } from '../../plan/Plan.ts';
import { isMissing, parsePath, valueAt } from '../../template/dataPath.ts';
import { endStep } from '../endStep.ts';
import { dataFor, type Place, type Walk } from '../Walk.ts';
import { chooseShare } from './chooseShare.ts';

/** Goes on by the branch that this customer always has at this step. Without the deciding data the run itself is shared out, by its seed. */
export function enterSplit(walk: Walk, place: Place, { id, shares, by }: PlanStepOf<'split'>): void {
  const value = valueAt(dataFor(walk, place.scope), parsePath(by) ?? []);
  const port = chooseShare(shares, { stepId: id, value: isMissing(value) ? walk.seed : value });
  endStep(walk, place, { state: 'done', attempt: 1, port });
}
