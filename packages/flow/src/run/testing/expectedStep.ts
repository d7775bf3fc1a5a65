import type { Port, RuleGroup, StepId } from '../../graph/FlowGraph.ts';
import type { PlanStep, PlanStepOf } from '../../plan/Plan.ts';
import type { ScopeId } from '../RunPorts.ts';
import { retryDecision } from '../retryDecision.ts';
import { bucketOf, buckets } from '../steps/chooseShare.ts';
import { play, type RandomWorld, respond } from './randomWorld.ts';

export interface StepEnd {
  readonly end: number;
  /** `null`: nothing is wired behind it that could be taken. */
  readonly port: Port | null;
  readonly kind?: 'failed' | 'stopped';
}

const hour = 3_600_000;
const day = 24 * hour;

/** When and how a step that is no container ends in this world, if it is let. */
export function endOf(step: PlanStep, { world, scope, begin }: { world: RandomWorld; scope: ScopeId; begin: number }): StepEnd {
  switch (step.kind) {
    case 'if':
      return { end: begin, port: isGiven(world, step.rule) ? 'true' : 'false' };
    case 'switch':
      return { end: begin, port: step.cases.find(({ rule }) => isGiven(world, rule))?.port ?? 'otherwise' };
    case 'split':
      return {
        end: begin,
        port: owners(step.shares)[bucketOf({ stepId: step.id, value: world.given.includes('customer.phone') ? '+84912345678' : '' })] ?? '',
      };
    case 'stop':
      return { end: begin, port: null, kind: 'stopped' };
    case 'fail':
      return { end: begin, port: null, kind: 'failed' };
    case 'wait':
      return { end: begin + (step.wait.type === 'duration' ? step.wait.amount * day : 0), port: 'next' };
    case 'action':
      return actionEnd(step.id, { world, scope, begin });
    case 'waitForEvent':
    case 'approval':
    case 'subflow':
      return awaitEnd(step, { world, begin });
    default:
      return { end: begin, port: 'next' };
  }
}

function actionEnd(stepId: StepId, { world, scope, begin }: { world: RandomWorld; scope: ScopeId; begin: number }): StepEnd {
  let at = begin;
  for (let attempt = 1; ; attempt += 1) {
    at += takes({ scope, stepId, attempt });
    const result = play(world)({ scope, stepId, attempt });
    if (result.outcome !== 'failed') return { end: at, port: 'next' };
    const token = `${scope}/${stepId}#1@${attempt}`;
    const decision = retryDecision({ error: result.error, attempt, now: at, token, timezone: world.plan.timezone });
    if (!('retryAt' in decision)) return { end: at, port: null, kind: 'failed' };
    at = decision.retryAt;
  }
}

function awaitEnd(step: PlanStepOf<'waitForEvent' | 'approval' | 'subflow'>, { world, begin }: { world: RandomWorld; begin: number }): StepEnd {
  const timeout = step.kind === 'subflow' || step.timeout === undefined ? Number.POSITIVE_INFINITY : step.timeout.amount * hour;
  const coming = respond(world)({ stepId: step.id });
  if (coming === null || coming.afterMs > timeout) return { end: begin + timeout, port: 'timeout' };
  const end = begin + coming.afterMs;
  return coming.answer.outcome === 'done' ? { end, port: coming.answer.port } : { end, port: null, kind: 'failed' };
}

/** How long a try takes, in ms: never as long as another one, so that it is clear which comes first. */
export function takes({ scope, stepId, attempt }: { readonly scope: ScopeId; readonly stepId: StepId; readonly attempt: number }): number {
  return 1 + bucketOf({ stepId: `${scope}/${stepId}`, value: attempt }) * 7 + Number(stepId.slice(1)) / 64;
}

/** Whether the event carries the datum that a random condition asks for. */
export function isGiven({ given }: RandomWorld, { rules: [rule] }: RuleGroup): boolean {
  return rule !== undefined && 'field' in rule && given.includes(rule.field.replace('trigger.', ''));
}

/** Who owns each bucket, written out one by one. */
function owners(shares: PlanStepOf<'split'>['shares']): readonly Port[] {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const list: Port[] = [];
  let taken = 0;
  for (const { port, weight } of shares) {
    taken += weight;
    while (list.length < Math.ceil((taken / total) * buckets)) list.push(port);
  }
  return list;
}
