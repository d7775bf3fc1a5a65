import type { Port, StepId } from '../../graph/FlowGraph.ts';
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

  function portOf(stepId: StepId): Port {
    const step = plan.steps[stepId];
    if (step?.kind === 'if') {
      const [rule] = step.rule.rules;
      const field = rule !== undefined && 'field' in rule ? rule.field.replace('trigger.', '') : '';
      return given.includes(field) ? 'true' : 'false';
    }
    const decisive = script[stepId]?.find((turn) => turn !== 'unavailable');
    return decisive === 'rejected' ? 'error' : 'next';
  }

  return new Map(Object.keys(plan.steps).flatMap((stepId) => (isVisited(stepId) ? [[stepId, portOf(stepId)] as const] : [])));
}
