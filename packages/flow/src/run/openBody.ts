import type { StepId } from '../graph/FlowGraph.ts';
import { openStep } from './closeStep.ts';
import type { ScopeId } from './RunPorts.ts';
import { record } from './record.ts';
import { type OpenFate, own, type Place, scopeOf, type Walk } from './Walk.ts';

/** Opens a container: it stays open until its body is over. */
export function openContainer(walk: Walk, place: Place, about: Pick<OpenFate, 'since' | 'loop'> = {}): string {
  const token = openStep(walk, place, { attempt: 1, doing: 'body', ...about });
  record(walk, place, { state: 'running', attempt: 1 });
  return token;
}

/** Begins one walk over the body of a container. `readable` is what its steps read under the container's own id. */
export function openBody(walk: Walk, { scope, stepId, visit }: Place, { index, readable }: { index: number; readable?: Record<string, unknown> }): void {
  const child = bodyScope({ scope, stepId, visit }, index);
  const outputs = readable === undefined ? {} : { [stepId]: readable };
  walk.state.scopes[child] = { level: stepId, parent: { scope, stepId }, edges: {}, steps: {}, outputs };
  for (const entry of own(walk.plan.levels, stepId)?.entries ?? []) walk.ready.push({ scope: child, stepId: entry });
  // A body without steps is over at once.
  walk.touched.add(child);
}

/** Names one walk over the body of a container. */
export function bodyScope({ scope, stepId, visit }: Place, index: number): ScopeId {
  return `${scope}/${stepId}#${visit}[${index}]`;
}

/** The container around a scope. */
export function containerOf(walk: Walk, parent: { readonly scope: ScopeId; readonly stepId: StepId }): Place {
  return { ...parent, visit: scopeOf(walk, parent.scope).steps[parent.stepId]?.visit ?? 0 };
}
