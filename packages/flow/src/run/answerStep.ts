import { assertNever } from '@noi/errors';
import { delayStep, endStep, execute, failStep } from './endStep.ts';
import type { ExecuteResult, Token } from './RunPorts.ts';
import type { StepFate } from './RunState.ts';
import { endWaitStep } from './steps/waitStep.ts';
import { type Place, scopeOf, type Walk } from './Walk.ts';

/** The end of a try has come. */
export function answerStep(walk: Walk, token: Token, result: ExecuteResult): void {
  const open = opened(walk, token);
  if (open?.doing !== 'execute') return;
  const { place, attempt, delays = 0 } = open;
  switch (result.outcome) {
    case 'done':
      endStep(walk, place, { state: 'done', attempt, port: 'next', output: result.output });
      break;
    case 'skipped':
      endStep(walk, place, { state: 'skipped', attempt, port: 'next', reason: result.reason });
      break;
    case 'failed':
      failStep(walk, place, { error: result.error, attempt, delays });
      break;
    case 'delayed':
      delayStep(walk, place, { attempt, delays, until: result.until, reason: result.reason });
      break;
    default:
      assertNever(result);
  }
}

/** A wait is over, or a back-off: the step then has its next try; or a delay: it has the same try again. Says whether something slept under this token. */
export function wakeStep(walk: Walk, token: Token): boolean {
  const open = opened(walk, token);
  if (open === null || open.doing === 'execute') return false;
  if (open.doing === 'wait') {
    endWaitStep(walk, open.place);
  } else {
    const { place, doing, attempt, delays = 0 } = open;
    walk.open.delete(token);
    execute(walk, place, doing === 'delay' ? { attempt, delays: delays + 1 } : { attempt: attempt + 1 });
  }
  return true;
}

type Opened = Pick<Extract<StepFate, { state: 'open' }>, 'attempt' | 'doing' | 'delays'> & { readonly place: Place };

function opened(walk: Walk, token: Token): Opened | null {
  const place = walk.open.get(token);
  if (place === undefined) return null;
  const fate = scopeOf(walk, place.scope).steps[place.stepId];
  return fate?.state === 'open' && fate.token === token ? { ...fate, place } : null;
}
