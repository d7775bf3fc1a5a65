import type { Port, RuleGroup, StepId } from '../../graph/FlowGraph.ts';
import type { PlanStepOf } from '../../plan/Plan.ts';
import { bucketOf, buckets } from '../steps/chooseShare.ts';
import type { RandomWorld } from './randomWorld.ts';

/**
 * The rules of walking, written a second time and in another way: by asking backwards from each step whether something leads to it, without time, tokens
 * or state. Holds for worlds in which nothing ends the run early.
 */
export function expectedPorts({ plan, given, script }: RandomWorld): ReadonlyMap<StepId, Port> {
  const edges = plan.levels.root?.edges ?? [];

  function isVisited(stepId: StepId): boolean {
    return stepId === plan.trigger || edges.some((edge) => edge.to === stepId && isVisited(edge.from) && portOf(edge.from) === edge.port);
  }

  function isGiven({ rules: [rule] }: RuleGroup): boolean {
    return rule !== undefined && 'field' in rule && given.includes(rule.field.replace('trigger.', ''));
  }

  function portOf(stepId: StepId): Port {
    const step = plan.steps[stepId];
    if (step?.kind === 'if') return isGiven(step.rule) ? 'true' : 'false';
    if (step?.kind === 'switch') return step.cases.find(({ rule }) => isGiven(rule))?.port ?? 'otherwise';
    if (step?.kind === 'split') return owners(step.shares)[bucketOf({ stepId, value: given.includes('customer.phone') ? '+84912345678' : '' })] ?? '';
    const decisive = script[stepId]?.find((turn) => turn !== 'unavailable');
    return decisive === 'rejected' ? 'error' : 'next';
  }

  return new Map(Object.keys(plan.steps).flatMap((stepId) => (isVisited(stepId) ? [[stepId, portOf(stepId)] as const] : [])));
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
