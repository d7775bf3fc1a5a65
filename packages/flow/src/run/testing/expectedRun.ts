import type { Port, StepId } from '../../graph/FlowGraph.ts';
import type { PlanEdge, PlanStep } from '../../plan/Plan.ts';
import type { ScopeId } from '../RunPorts.ts';
import { endOf, isGiven } from './expectedStep.ts';
import type { RandomWorld } from './randomWorld.ts';

/** One visit as the rules have it. `maybe`: it falls into the very moment at which its scope was ended, and either order is right. */
export interface ExpectedVisit {
  readonly key: string;
  readonly begin: number;
  readonly end: number;
  readonly port: Port | null;
  readonly state: 'ended' | 'stopped' | 'maybe';
}

export interface ExpectedRun {
  readonly outcome: 'done' | 'failed' | 'stopped';
  readonly visits: readonly ExpectedVisit[];
}

type Ending = { readonly kind: 'over' | 'won' | 'failed' | 'stopped'; readonly at: number };
type Walked = { readonly ending: Ending; readonly visits: readonly ExpectedVisit[] };
type Ended = { readonly end: number; readonly port: Port | null; readonly kind?: 'failed' | 'stopped'; readonly inside: readonly ExpectedVisit[] };

/** Two things that decide a scope's end differently come at the same moment: the rules allow both. */
class Ambiguous extends Error {}

/**
 * The rules of walking, written a second time and in another way: each scope is reckoned as a whole, without tokens, queues or state, from the times at
 * which its steps would begin and end if nothing cut them short; then it is cut at the moment that ends it. `null` when the rules allow several runs.
 */
export function expectedRun(world: RandomWorld, startAt: number): ExpectedRun | null {
  try {
    return reckon(world, startAt);
  } catch (thrown) {
    if (thrown instanceof Ambiguous) return null;
    throw thrown;
  }
}

function reckon(world: RandomWorld, startAt: number): ExpectedRun {
  const { plan } = world;
  const handlerPart = new Set(plan.errorHandler === undefined ? [] : [plan.errorHandler]);
  // A set visits what is added to it on the way.
  for (const id of handlerPart) for (const edge of plan.levels.root?.edges ?? []) if (edge.from === id) handlerPart.add(edge.to);
  const main = walkLevel({ level: 'root', scope: 'root', start: startAt, has: (id) => !handlerPart.has(id) });
  if (main.ending.kind === 'over') return { outcome: 'done', visits: main.visits };
  if (main.ending.kind === 'stopped') return { outcome: 'stopped', visits: main.visits };
  const mending = handlerPart.size === 0 ? [] : walkLevel({ level: 'root', scope: 'root', start: main.ending.at, has: (id) => handlerPart.has(id) }).visits;
  return { outcome: 'failed', visits: [...main.visits, ...mending] };

  function walkLevel({ level, scope, start, has = () => true }: { level: string; scope: ScopeId; start: number; has?: (id: StepId) => boolean }): Walked {
    const { steps = [], edges = [] } = plan.levels[level] ?? {};
    const members = steps.filter(has);
    const known = new Map<StepId, { readonly begin: number; readonly ended: Ended | null }>();
    for (const id of members) reach(id);

    const visits = members.flatMap((id): (ExpectedVisit & { readonly kind: Ended['kind']; readonly id: StepId })[] => {
      const { begin, ended } = known.get(id) ?? { begin: 0, ended: null };
      if (ended === null) return [];
      const { end, port, kind } = ended;
      // A stop step has done its work; the containers around it have not.
      const state = kind === 'stopped' && plan.levels[id] !== undefined ? 'stopped' : 'ended';
      return [{ id, key: `${scope}/${id}`, begin, end, port, state, kind }];
    });
    const isRace = plan.steps[level]?.kind === 'first';
    const endings = visits.flatMap(({ id, key, end, port, kind }): (Ending & { readonly key: string })[] => {
      if (kind !== undefined) return [{ kind, at: end, key }];
      return isRace && !edges.some((edge) => edge.from === id && edge.port === port) ? [{ kind: 'won', at: end, key }] : [];
    });
    const inside = members.flatMap((id) => known.get(id)?.ended?.inside ?? []);
    const all = [...visits.map(({ id: _id, kind: _kind, ...visit }) => visit), ...inside];
    const at = Math.min(...endings.map((ending) => ending.at));
    const decisive = endings.filter((ending) => ending.at === at);
    const [first] = decisive;
    if (first === undefined) return { ending: { kind: 'over', at: Math.max(start, ...visits.map(({ end }) => end)) }, visits: all };
    if (decisive.some(({ kind }) => kind !== first.kind)) throw new Ambiguous();
    return { ending: first, visits: cut(all, { at, but: decisive.length === 1 ? first.key : null }) };

    function reach(id: StepId): { readonly begin: number; readonly ended: Ended | null } {
      const found = known.get(id);
      if (found !== undefined) return found;
      const into = edges.filter((edge) => edge.to === id);
      const begin = Math.max(start, ...into.map(decidedAt));
      const isFired = into.length === 0 || into.some((edge) => reach(edge.from).ended?.port === edge.port);
      const reached = { begin, ended: isFired && begin < Number.POSITIVE_INFINITY ? endStep(id, scope, begin) : null };
      known.set(id, reached);
      return reached;
    }

    function decidedAt({ from }: PlanEdge): number {
      const { begin, ended } = reach(from);
      if (ended === null) return begin;
      // Behind a step that ends its scope nothing is ever decided.
      return ended.port === null ? Number.POSITIVE_INFINITY : ended.end;
    }
  }

  function endStep(id: StepId, scope: ScopeId, begin: number): Ended {
    const step = plan.steps[id];
    if (step === undefined) throw new Error(`No step ${id}`);
    const isCaught = plan.levels[step.level]?.edges.some((edge) => edge.from === id && edge.port === 'error') ?? false;
    const ended = walkBody(step, scope, begin) ?? { ...endOf(step, { world, scope, begin }), inside: [] };
    return ended.kind === 'failed' && isCaught ? { end: ended.end, port: 'error', inside: ended.inside } : ended;
  }

  /** A container; `null` for other steps. */
  function walkBody(step: PlanStep, scope: ScopeId, begin: number): Ended | null {
    const walk = (index: number, start: number) => walkLevel({ level: step.id, scope: `${scope}/${step.id}#1[${index}]`, start });
    switch (step.kind) {
      case 'parallel':
      case 'first':
        return closed([walk(0, begin)], 'next');
      case 'repeat': {
        const isOver = isGiven(world, step.until);
        const rounds: Walked[] = [];
        for (let at = begin; rounds.length < (isOver ? 1 : step.most); at = rounds.at(-1)?.ending.at ?? at) {
          rounds.push(walk(rounds.length, at));
          if (isBad(rounds.at(-1))) break;
        }
        return closed(rounds, isOver ? 'next' : 'exhausted');
      }
      case 'forEach':
        return walkItems(step, { begin, walk });
      default:
        return null;
    }
  }

  function walkItems(step: Extract<PlanStep, { kind: 'forEach' }>, { begin, walk }: { begin: number; walk: (index: number, start: number) => Walked }): Ended {
    const items: Walked[] = [];
    const count = Object(world.trigger.order).lines.length;
    for (let index = 0; index < count; index += 1) {
      const busy = items.map(({ ending }) => ending.at).sort((a, b) => b - a);
      // A place is free when all but atOnce - 1 of the items before are over.
      items.push(walk(index, index < step.atOnce ? begin : (busy[step.atOnce - 1] ?? begin)));
    }
    if (items.length === 0) return { end: begin, port: 'next', inside: [] };
    const isBorne = step.onFailure === 'collect';
    return closed(
      isBorne ? items.map((item) => (item.ending.kind === 'failed' ? { ...item, ending: { ...item.ending, kind: 'over' } } : item)) : items,
      'next',
    );
  }
}

/** A container whose scopes are all known: it goes on by `port` after the last, unless one of them ends it before. */
function closed(scopes: readonly Walked[], port: Port): Ended {
  const inside = scopes.flatMap(({ visits }) => visits);
  const bad = scopes.filter(isBad).map(({ ending }) => ending);
  const at = Math.min(...bad.map((ending) => ending.at));
  const decisive = bad.filter((ending) => ending.at === at);
  const [first] = decisive;
  if (first === undefined) return { end: Math.max(...scopes.map(({ ending }) => ending.at)), port, inside };
  if (decisive.some(({ kind }) => kind !== first.kind)) throw new Ambiguous();
  return { end: at, port: null, kind: first.kind === 'stopped' ? 'stopped' : 'failed', inside: cut(inside, { at, but: null }) };
}

function isBad(walked: Walked | undefined): boolean {
  return walked?.ending.kind === 'failed' || walked?.ending.kind === 'stopped';
}

/** What is left of visits when everything ends at that moment. */
function cut(visits: readonly ExpectedVisit[], { at, but }: { at: number; but: string | null }): ExpectedVisit[] {
  return visits
    .filter(({ begin }) => begin <= at)
    .map((visit) => {
      if (visit.key === but) return visit;
      const end = Math.min(visit.end, at);
      if (visit.state === 'maybe' || visit.begin === at || visit.end === at) return { ...visit, end, state: 'maybe' };
      return visit.end > at ? { ...visit, end, state: 'stopped' } : visit;
    });
}
