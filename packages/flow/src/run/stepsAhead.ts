import type { Plan } from '../plan/Plan.ts';
import { decideWires } from './joins.ts';
import type { StepAhead } from './RunPorts.ts';
import { own, type Place, rootScope, scopeOf, tokenOf, type Walk } from './Walk.ts';

/** What comes back for a step and those ahead of it stays, with the largest outputs, below what an answer may carry. */
export const mostAhead = 6;

/**
 * The tries that will be asked for next, one after the other, when this one and each of them end by `next`. They are found by going on with a copy of the scope by
 * the walk's own rules. None where anything else of the run is under way or about to begin: whatever that does could stop them.
 */
export function stepsAhead(walk: Walk, { scope, stepId }: Place): readonly StepAhead[] {
  if (scope !== rootScope || walk.open.size !== 1 || walk.ready.length > 0 || walk.news.length > 0) return [];
  const now = scopeOf(walk, scope);
  const copy = { ...now, edges: { ...now.edges }, steps: { ...now.steps } };
  const after: Walk = { ...walk, ready: [], state: { ...walk.state, scopes: { [scope]: copy } } };
  const ahead: StepAhead[] = [];
  for (let at = stepId; ahead.length < mostAhead; ) {
    copy.steps[at] = { state: 'ended', port: 'next', visit: 1 };
    decideWires(after, { scope, stepId: at }, 'next');
    const [next, ...others] = after.ready.splice(0);
    if (next === undefined || others.length > 0 || !isQuickAction(walk.plan, next.stepId)) break;
    const visit = (own(copy.steps, next.stepId)?.visit ?? 0) + 1;
    if (own(walk.state.edits ?? {}, `${scope}/${next.stepId}`) !== undefined) break;
    ahead.push({ token: tokenOf({ ...next, visit }, 1), stepId: next.stepId, visit });
    at = next.stepId;
  }
  return ahead;
}

function isQuickAction(plan: Plan, stepId: string): boolean {
  const step = own(plan.steps, stepId);
  return step?.kind === 'action' && !step.slow;
}
