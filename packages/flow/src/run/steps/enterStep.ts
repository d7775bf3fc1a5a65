import { assertNever } from '@noi/errors';
import { bugError } from '../bugError.ts';
import { endStep, execute, failStep } from '../endStep.ts';
import { own, type Place, planStep, scopeOf, type Walk } from '../Walk.ts';
import { enterAwait } from './awaitStep.ts';
import { enterErrorHandler } from './errorHandlerStep.ts';
import { enterFail } from './failStep.ts';
import { enterForEach } from './forEachStep.ts';
import { enterIf } from './ifStep.ts';
import { enterBranches } from './parallelStep.ts';
import { enterRepeat } from './repeatStep.ts';
import { enterSet } from './setStep.ts';
import { enterSplit } from './splitStep.ts';
import { enterStop } from './stopStep.ts';
import { enterSwitch } from './switchStep.ts';
import { enterWait } from './waitStep.ts';

/** Begins the next visit of a step. A fault of ours in it fails the step, never the caller. */
export function enterStep(walk: Walk, at: Omit<Place, 'visit'>): void {
  const place = { ...at, visit: (own(scopeOf(walk, at.scope).steps, at.stepId)?.visit ?? 0) + 1 };
  try {
    enter(walk, place);
  } catch (thrown) {
    if (walk.state.outcome !== null) throw thrown;
    failStep(walk, place, { error: bugError(thrown), attempt: 1 });
  }
}

function enter(walk: Walk, place: Place): void {
  const step = planStep(walk.plan, place.stepId);
  switch (step.kind) {
    case 'trigger':
      // Its output is the run's trigger data, which needs no second copy.
      endStep(walk, place, { state: 'done', attempt: 1, port: 'next' });
      break;
    case 'action':
      execute(walk, place, { attempt: 1 });
      break;
    case 'if':
      enterIf(walk, place, step);
      break;
    case 'switch':
      enterSwitch(walk, place, step);
      break;
    case 'split':
      enterSplit(walk, place, step);
      break;
    case 'set':
      enterSet(walk, place, step);
      break;
    case 'wait':
      enterWait(walk, place, step);
      break;
    case 'waitForEvent':
    case 'approval':
    case 'subflow':
      enterAwait(walk, place, step);
      break;
    case 'parallel':
    case 'first':
      enterBranches(walk, place);
      break;
    case 'forEach':
      enterForEach(walk, place, step);
      break;
    case 'repeat':
      enterRepeat(walk, place);
      break;
    case 'errorHandler':
      enterErrorHandler(walk, place);
      break;
    case 'stop':
      enterStop(walk, place, step);
      break;
    case 'fail':
      enterFail(walk, place, step);
      break;
    default:
      assertNever(step);
  }
}
