import { bodyScope } from '../openBody.ts';
import type { ScopeId } from '../RunPorts.ts';
import type { LoopState } from '../RunState.ts';
import { mostFailures } from '../steps/forEachStep.ts';
import { type OpenFate, planStep, scopeOf, type Walk } from '../Walk.ts';
import type { Retrace } from './Retrace.ts';
import type { StoryRow } from './StoryRow.ts';

/** Counts the items that are over, and forgets their scopes. */
export function foldItems(retrace: Retrace): void {
  const { walk, told } = retrace;
  const busy = busyScopes(retrace);
  for (const place of told.values()) {
    const fate = walk.state.scopes[place.scope]?.steps[place.stepId];
    if (planStep(walk.plan, place.stepId).kind !== 'forEach' || fate?.state !== 'open' || fate.loop === undefined) continue;
    let { done } = fate.loop;
    for (let index = 0; index < fate.loop.next; index += 1) {
      const scope = bodyScope(place, index);
      if (walk.state.scopes[scope] === undefined || busy.has(scope)) continue;
      done += 1;
      delete walk.state.scopes[scope];
    }
    scopeOf(walk, place.scope).steps[place.stepId] = { ...fate, loop: { ...fate.loop, done } };
  }
}

/** Adds the items whose failure was collected to a loop, in the order in which they failed. */
export function collectFailures(loop: LoopState, failures: readonly { readonly index: number; readonly row: StoryRow }[]): LoopState {
  const inOrder = [...failures].sort((a, b) => (a.row.endedAt?.getTime() ?? 0) - (b.row.endedAt?.getTime() ?? 0) || a.index - b.index);
  const told = inOrder.slice(0, mostFailures).map(({ index, row }) => ({ index, message: row.error?.text.vi ?? '' }));
  return { ...loop, failed: failures.length, failures: told };
}

function busyScopes({ walk, later }: Retrace): ReadonlySet<ScopeId> {
  const open = Object.entries(walk.state.scopes).filter(([, { steps }]) => Object.values(steps).some(isOpen));
  return new Set([...open.map(([scope]) => scope), ...later.map(({ scope }) => scope), ...newsScopes(walk)]);
}

function isOpen(fate: { readonly state: OpenFate['state'] | 'ended' | 'dead' }): boolean {
  return fate.state === 'open';
}

function newsScopes(walk: Walk): ScopeId[] {
  return walk.news.map(({ scope }) => scope);
}
