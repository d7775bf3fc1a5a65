import { assertNever } from '@noi/errors';
import { endStep, execute, failStep } from './endStep.ts';
import type { ExecuteResult, Token } from './RunPorts.ts';
import { endWaitStep } from './steps/waitStep.ts';
import { type Place, scopeOf, type Walk } from './Walk.ts';

/** The end of a try has come. */
export function answerStep(walk: Walk, token: Token, result: ExecuteResult): void {
  const open = opened(walk, token);
  if (open?.doing !== 'execute') return;
  const { place, attempt } = open;
  switch (result.outcome) {
    case 'done':
      endStep(walk, place, { state: 'done', attempt, port: 'next', output: result.output });
      break;
    case 'skipped':
      endStep(walk, place, { state: 'skipped', attempt, port: 'next', reason: result.reason });
      break;
    case 'failed':
      failStep(walk, place, { error: result.error, attempt });
      break;
    default:
      assertNever(result);
  }
}

/** A wait is over, or a back-off: the step then has its next try. Says whether something slept under this token. */
export function wakeStep(walk: Walk, token: Token): boolean {
  const open = opened(walk, token);
  if (open === null || open.doing === 'execute') return false;
  if (open.doing === 'wait') {
    endWaitStep(walk, open.place);
  } else {
    walk.open.delete(token);
    execute(walk, open.place, open.attempt + 1);
  }
  return true;
}

function opened(walk: Walk, token: Token): { place: Place; attempt: number; doing: 'execute' | 'wait' | 'retry' } | null {
  const place = walk.open.get(token);
  if (place === undefined) return null;
  const fate = scopeOf(walk, place.scope).steps[place.stepId];
  return fate?.state === 'open' && fate.token === token ? { place, attempt: fate.attempt, doing: fate.doing } : null;
}
