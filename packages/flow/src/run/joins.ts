import type { Port, StepId } from '../graph/FlowGraph.ts';
import { levelWires } from './levelWires.ts';
import { own, type Place, scopeOf, type Walk } from './Walk.ts';

/**
 * Decides the wires out of a step that ended by `port` (`null`: by none), and with them the steps they reach: a step with several wires in waits until
 * each is fired or dead; then it begins if any fired, else it is dead and its own wires die with it.
 */
export function decideWires(walk: Walk, place: Omit<Place, 'visit'>, port: Port | null): void {
  const scope = scopeOf(walk, place.scope);
  const level = own(walk.plan.levels, scope.level);
  if (level === undefined) return;
  const wires = levelWires(level);
  const decided: { stepId: StepId; port: Port | null }[] = [{ stepId: place.stepId, port }];

  for (let next = decided.shift(); next !== undefined; next = decided.shift()) {
    const out = wires.out(next.stepId);
    for (const edge of out) scope.edges[edge.id] = edge.port === next.port ? 'fired' : 'dead';

    for (const target of new Set(out.map((edge) => edge.to))) {
      const before = own(scope.steps, target);
      // Only in a run that was moved to another plan: a step that began where it stood before.
      if (before?.state === 'open') continue;
      const fates = wires.into(target).map((edge) => own(scope.edges, edge.id));
      if (fates.includes(undefined)) continue;
      if (before?.state === 'ended') {
        // It is not done again, and the walk goes on behind it, unless it did so already.
        const isPassed = wires.out(target).every((edge) => own(scope.edges, edge.id) !== undefined);
        if (!isPassed) decided.push({ stepId: target, port: fates.includes('fired') ? before.port : null });
      } else if (fates.includes('fired')) {
        walk.ready.push({ scope: place.scope, stepId: target });
      } else {
        scope.steps[target] = { state: 'dead', visit: 0 };
        decided.push({ stepId: target, port: null });
      }
    }
  }
}
