import { assertNever } from '@noi/errors';
import type { Port } from '../../graph/FlowGraph.ts';
import { openStep } from '../closeStep.ts';
import { endStep, giveUp } from '../endStep.ts';
import type { AwaitAnswer, Token } from '../RunPorts.ts';
import { record } from '../record.ts';
import { dataFor, type OpenFate, type Place, planStep, type Walk } from '../Walk.ts';
import { waitUntil } from '../waitUntil.ts';
import type { Asking, AwaitPlan } from './Asking.ts';
import { askApproval } from './approvalStep.ts';
import { askSubflow } from './subflowStep.ts';
import { askEvent } from './waitForEventStep.ts';

/** Waits for something from outside, up to the step's time-out where it has one. */
export function enterAwait(walk: Walk, place: Place, step: AwaitPlan): void {
  const since = walk.ports.now();
  const timeout = timeoutOf(walk, step, since);
  if (timeout?.ok === false) {
    giveUp(walk, place, { error: { kind: 'invalid_input', text: timeout.text, field: 'timeout', repeatable: true }, attempt: 1 });
    return;
  }
  const asking = askingOf(walk, place, { step, since });
  if (!asking.ok) {
    giveUp(walk, place, { error: asking.error, attempt: 1 });
    return;
  }
  const until = timeout === undefined ? {} : { until: timeout.until };
  const token = openStep(walk, place, { attempt: 1, doing: 'await', since, ...until });
  record(walk, place, { state: 'waiting', attempt: 1, ...until });
  ask(walk, place, { token, awaited: asking.awaited, ...until });
}

/** Asks once more for what an open step waits for, as it did when it began to wait. */
export function askAwaitAgain(walk: Walk, place: Place, { token, since = walk.ports.now(), until }: OpenFate): void {
  const step = planStep(walk.plan, place.stepId);
  const asking = isAwait(step) ? askingOf(walk, place, { step, since }) : null;
  if (asking === null) return;
  if (asking.ok) ask(walk, place, { token, awaited: asking.awaited, ...(until === undefined ? {} : { until }) });
  else giveUp(walk, place, { error: asking.error, attempt: 1 });
}

/** What an awaiting step waited for has come. */
export function answerAwait(walk: Walk, place: Place, { token, answer }: { token: Token; answer: AwaitAnswer }): void {
  // Only a held step can be asked to try again.
  if (answer.outcome === 'again') return;
  walk.ports.cancel(token);
  switch (answer.outcome) {
    case 'done':
      endStep(walk, place, { state: 'done', attempt: 1, port: answer.port, output: answer.output });
      break;
    case 'skipped':
      endStep(walk, place, { state: 'skipped', attempt: 1, port: 'next', reason: answer.reason });
      break;
    case 'failed':
      giveUp(walk, place, { error: answer.error, attempt: 1 });
      break;
    default:
      assertNever(answer);
  }
}

/** Nothing came in time, or a person would not wait any longer: the step ends without data. */
export function endAwait(walk: Walk, place: Place, { token, until }: OpenFate): void {
  walk.ports.cancel(token);
  endStep(walk, place, { state: 'done', attempt: 1, port: until === undefined ? wayOut(walk, place) : 'timeout' });
}

function wayOut(walk: Walk, { stepId }: Place): Port {
  return planStep(walk.plan, stepId).kind === 'approval' ? 'approved' : 'next';
}

function ask(walk: Walk, { scope, stepId, visit }: Place, request: { token: Token; awaited: Extract<Asking, { ok: true }>['awaited']; until?: number }): void {
  const { token, until } = request;
  walk.ports.waitFor({ stepId, scope, visit, ...request });
  if (until !== undefined) walk.ports.sleep({ token, until });
}

function askingOf(walk: Walk, { scope }: Place, { step, since }: { step: AwaitPlan; since: number }): Asking {
  const around = { data: dataFor(walk, scope), timezone: walk.plan.timezone, now: since };
  switch (step.kind) {
    case 'waitForEvent':
      return askEvent(step, around);
    case 'approval':
      return askApproval(step, around);
    case 'subflow':
      return askSubflow(step, around);
    default:
      return assertNever(step);
  }
}

function timeoutOf({ plan }: Walk, step: AwaitPlan, now: number) {
  if (step.kind === 'subflow' || step.timeout === undefined) return undefined;
  return waitUntil({ wait: { type: 'duration', ...step.timeout }, data: { trigger: {}, steps: {} }, now, timezone: plan.timezone });
}

function isAwait(step: { readonly kind: string }): step is AwaitPlan {
  return step.kind === 'waitForEvent' || step.kind === 'approval' || step.kind === 'subflow';
}
