import type { ApiOutputs } from '../api/trpc.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];
type Place = Pick<StepRun, 'scope' | 'stepId'>;

/** Which time is looked at of what ran several times. */
export interface Pass {
  readonly visit: number;
  /** Of a container: the item or the round, from 0. */
  readonly index?: number;
}

/** What is looked at of a run, by the place of a step (`placeOf`). What is not named is seen as a whole. */
export type RunFocus = ReadonlyMap<string, Pass>;

export const wholeRun: RunFocus = new Map();

/** Where a step stands in the bodies around it; the same for all its visits. */
export function placeOf({ scope, stepId }: Place): string {
  return `${scope}/${stepId}`;
}

/** The containers around a scope, outermost first, with the item or round that it is of: `root/each#1[2]` is item 2 of the first visit of `root/each`. */
export function passesAround(scope: string): readonly (readonly [place: string, pass: Required<Pass>])[] {
  return [...scope.matchAll(/#(\d+)\[(\d+)\](?=\/|$)/g)].map((found) => [scope.slice(0, found.index), { visit: Number(found[1]), index: Number(found[2]) }]);
}

/** Looks at this visit of a step, and at the items of the loops around it. */
export function focusOn(focus: RunFocus, row: Place & Pick<StepRun, 'visit'>): RunFocus {
  const known = focus.get(placeOf(row));
  return turnTo(new Map([...focus, ...passesAround(row.scope)]), placeOf(row), known?.visit === row.visit ? known : { visit: row.visit });
}

/** Looks at this pass of what stands at a place; what was looked at inside of another pass is forgotten. */
export function turnTo(focus: RunFocus, place: string, pass: Pass): RunFocus {
  const turned: RunFocus = new Map([...focus, [place, pass]]);
  return new Map([...turned].filter(([known]) => isAround(turned, known)));
}

/** Whether a step run belongs to what is looked at. */
export function isInFocus(focus: RunFocus, row: Place & Pick<StepRun, 'visit'>): boolean {
  const own = focus.get(placeOf(row));
  return (own === undefined || own.visit === row.visit) && isAround(focus, row.scope);
}

function isAround(focus: RunFocus, scope: string): boolean {
  return passesAround(scope).every(([place, { visit, index }]) => {
    const pass = focus.get(place);
    return pass === undefined || (pass.visit === visit && (pass.index === undefined || pass.index === index));
  });
}

/** A loop, or a step that ran several times, of which one pass is looked at. */
export interface FocusedStep {
  readonly place: string;
  readonly stepId: string;
  /** What can be looked at, in the order of the run. */
  readonly passes: readonly Pass[];
  /** Of `passes`, the one that is. */
  readonly at: number;
}

/** What is looked at in one pass of several, outermost first. */
export function focusedSteps(focus: RunFocus, steps: readonly StepRun[]): readonly FocusedStep[] {
  return [...focus]
    .flatMap(([place, pass]) => {
      const passes = pass.index === undefined ? visitsAt(place, steps) : itemsAt(place, pass.visit, steps);
      const at = passes.findIndex(({ visit, index }) => visit === pass.visit && index === pass.index);
      return passes.length > 1 && at !== -1 ? [{ place, stepId: place.slice(place.lastIndexOf('/') + 1), passes, at }] : [];
    })
    .sort((left, right) => left.place.length - right.place.length);
}

function visitsAt(place: string, steps: readonly StepRun[]): readonly Pass[] {
  const visits = steps.filter((row) => placeOf(row) === place).map(({ visit }) => visit);
  return visits.sort((left, right) => left - right).map((visit) => ({ visit }));
}

function itemsAt(place: string, visit: number, steps: readonly StepRun[]): readonly Pass[] {
  const inside = `${place}#${visit}[`;
  const items = new Set(steps.flatMap(({ scope }) => (scope.startsWith(inside) ? [Number.parseInt(scope.slice(inside.length), 10)] : [])));
  return [...items].sort((left, right) => left - right).map((index) => ({ visit, index }));
}
