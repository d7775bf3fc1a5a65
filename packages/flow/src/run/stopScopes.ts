import { close } from './closeStep.ts';
import type { ScopeId } from './RunPorts.ts';
import { record } from './record.ts';
import { type OpenFate, own, type Place, type Walk } from './Walk.ts';

/** All that is open, outer scopes first, in the order in which it was opened; a restored run gives the same order. */
export function openPlaces(walk: Walk): { readonly place: Place; readonly fate: OpenFate }[] {
  return Object.entries(walk.state.scopes).flatMap(([scope, { steps }]) =>
    Object.entries(steps).flatMap(([stepId, fate]) => (fate.state === 'open' ? [{ place: { scope, stepId, visit: fate.visit }, fate }] : [])),
  );
}

/** What is open in these scopes is no longer wanted. */
export function stopOpen(walk: Walk, isMeant: (scope: ScopeId) => boolean): void {
  for (const { place, fate } of openPlaces(walk)) {
    if (!isMeant(place.scope)) continue;
    close(walk, place, null);
    // Nobody outside was asked about a container.
    if (fate.doing !== 'body') walk.ports.cancel(fate.token);
    record(walk, place, { state: 'stopped', attempt: fate.attempt });
  }
}

/** Stops whatever is open in these scopes and below them, and forgets them: what walked there is told in the records. */
export function dropScopes(walk: Walk, isTop: (scope: ScopeId) => boolean): void {
  const dropped = new Set<ScopeId>();
  // A scope is made after the one around it.
  for (const [scope, { parent }] of Object.entries(walk.state.scopes)) {
    if (isTop(scope) || (parent !== null && dropped.has(parent.scope))) dropped.add(scope);
  }
  stopOpen(walk, (scope) => dropped.has(scope));
  const kept = walk.ready.filter(({ scope }) => !dropped.has(scope));
  walk.ready.splice(0, walk.ready.length, ...kept);
  for (const scope of dropped) forgetScope(walk, scope);
}

/** Forgets a scope that is over. */
export function forgetScope(walk: Walk, scope: ScopeId): void {
  delete walk.state.scopes[scope];
  walk.touched.delete(scope);
}

/** Whether a scope walks the body of this container. */
export function isBodyOf(walk: Walk, { scope, stepId }: Omit<Place, 'visit'>): (candidate: ScopeId) => boolean {
  return (candidate) => {
    const parent = own(walk.state.scopes, candidate)?.parent;
    return parent?.scope === scope && parent.stepId === stepId;
  };
}
