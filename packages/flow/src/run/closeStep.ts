import type { Port } from '../graph/FlowGraph.ts';
import { type OpenFate, type Place, scopeOf, tokenOf, type Walk } from './Walk.ts';

/** Opens a request: from now on `token` names what this place waits for. */
export function openStep(walk: Walk, place: Place, request: Omit<OpenFate, 'state' | 'token'>): string {
  const token = tokenOf(place, request.attempt, request.delays);
  const { steps } = scopeOf(walk, place.scope);
  // A new token is put last, as in `open`: the order of the keys is the order in which things were opened, in restored runs too.
  const before = steps[place.stepId];
  if (before?.state === 'open' && before.token !== token) delete steps[place.stepId];
  steps[place.stepId] = { state: 'open', token, visit: place.visit, ...request };
  walk.open.set(token, place);
  return token;
}

/** The visit is over; nothing is open at this place any more. */
export function close(walk: Walk, place: Place, port: Port | null): void {
  const { steps, parent } = scopeOf(walk, place.scope);
  const fate = steps[place.stepId];
  if (fate?.state === 'open') {
    walk.open.delete(fate.token);
    walk.lists.delete(fate.token);
  }
  steps[place.stepId] = { state: 'ended', port, visit: place.visit };
  if (parent !== null) walk.touched.add(place.scope);
}
