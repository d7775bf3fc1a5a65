import { own } from '../Walk.ts';
import { type Retrace, reachOf } from './Retrace.ts';
import { placeKey, type StepPlace } from './StoryRow.ts';

/**
 * When the walk has not come to the place by itself (the plan has steps before it that never ran): those are left out, and the place is next. One in a body that
 * is not walked, since its list is shorter now or no list any more, is not there.
 */
export function passOver(retrace: Retrace, place: StepPlace): void {
  const { walk, told, later } = retrace;
  const isPlace = (other: StepPlace) => placeKey(other) === placeKey(place);
  if (told.has(placeKey(place)) || later.some(isPlace)) return;
  const here = own(walk.state.scopes, place.scope);
  const level = here && own(walk.plan.levels, here.level);
  if (here === undefined || level === undefined) return;
  const before = level.steps.filter((stepId) => stepId !== place.stepId && reachOf(walk.plan, { level: level.id, stepId }).has(place.stepId));
  for (const stepId of before) {
    const at = later.findIndex((other) => other.scope === place.scope && other.stepId === stepId);
    if (at >= 0) later.splice(at, 1);
    if (!told.has(placeKey({ scope: place.scope, stepId }))) here.steps[stepId] = { state: 'dead', visit: 0 };
  }
  for (const edge of level.edges) if (before.includes(edge.from) && own(here.edges, edge.id) === undefined) here.edges[edge.id] = 'dead';
  delete here.steps[place.stepId];
  walk.ready.push({ scope: place.scope, stepId: place.stepId });
}
