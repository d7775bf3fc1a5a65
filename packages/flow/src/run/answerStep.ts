import { assertNever } from '@noi/errors';
import type { Text } from '@noi/events';
import { delayStep, endStep, execute, failStep, holdStep } from './endStep.ts';
import type { AwaitAnswer, ExecuteResult, Token } from './RunPorts.ts';
import { answerAwait, endAwait } from './steps/awaitStep.ts';
import { endWaitStep } from './steps/waitStep.ts';
import { type OpenFate, type Place, scopeOf, type Walk } from './Walk.ts';

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
    case 'held':
      holdStep(walk, place, { attempt, delays, key: result.key, reason: result.reason });
      break;
    default:
      assertNever(result);
  }
}

/** Something from outside has come for what waited under this token. */
export function answerWait(walk: Walk, token: Token, answer: AwaitAnswer): void {
  const open = opened(walk, token);
  if (open === null || (open.doing !== 'await' && open.doing !== 'hold')) return;
  const { place, attempt, delays = 0 } = open;
  if (open.doing === 'await') {
    answerAwait(walk, place, { token, answer });
    return;
  }
  walk.ports.cancel(token);
  switch (answer.outcome) {
    case 'done':
      endStep(walk, place, { state: 'done', attempt, port: answer.port, output: answer.output });
      break;
    case 'skipped':
      endStep(walk, place, { state: 'skipped', attempt, port: 'next', reason: answer.reason });
      break;
    case 'failed':
      failStep(walk, place, { error: answer.error, attempt, delays });
      break;
    case 'again':
      walk.open.delete(token);
      if (answer.at !== undefined && answer.at > walk.ports.now()) delayStep(walk, place, { attempt, delays: delays + 1, until: answer.at, reason: putOff });
      else execute(walk, place, { attempt, delays: delays + 1 });
      break;
    default:
      assertNever(answer);
  }
}

const putOff: Text = { vi: 'Được chia ra gửi dần.', en: 'Spread out over a while.' };

/** A wait is over, or a back-off: the step then has its next try; or a delay: it has the same try again; or an await that has a time-out. */
export function wakeStep(walk: Walk, token: Token): void {
  const open = opened(walk, token);
  if (open === null || (open.doing === 'await' && open.until === undefined)) return;
  goOn(walk, open);
}

/** A person ends what sleeps or waits under this token. */
export function endWait(walk: Walk, token: Token): void {
  const open = opened(walk, token);
  if (open === null || open.doing === 'execute' || open.doing === 'body') return;
  goOn(walk, open);
  // An await is called off by itself.
  if (open.doing !== 'await') walk.ports.cancel(token);
}

function goOn(walk: Walk, open: Opened): void {
  const { place, doing, attempt, delays = 0, token } = open;
  switch (doing) {
    case 'execute':
    case 'body':
      break;
    case 'wait':
      endWaitStep(walk, place);
      break;
    case 'await':
      endAwait(walk, place, open);
      break;
    case 'retry':
      walk.open.delete(token);
      execute(walk, place, { attempt: attempt + 1 });
      break;
    case 'delay':
    case 'hold':
      walk.open.delete(token);
      execute(walk, place, { attempt, delays: delays + 1 });
      break;
    default:
      assertNever(doing);
  }
}

type Opened = OpenFate & { readonly place: Place };

function opened(walk: Walk, token: Token): Opened | null {
  const place = walk.open.get(token);
  if (place === undefined) return null;
  const fate = scopeOf(walk, place.scope).steps[place.stepId];
  return fate?.state === 'open' && fate.token === token ? { ...fate, place } : null;
}
