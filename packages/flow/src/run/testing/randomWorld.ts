import fc from 'fast-check';
import type { StepId } from '../../graph/FlowGraph.ts';
import type { Plan } from '../../plan/Plan.ts';
import type { ExecuteRequest, ExecuteResult } from '../RunPorts.ts';
import { anAction, anIf, aPlan, aSet, aStop, aTrigger, aWait, type PlanPiece } from './aPlan.ts';
import { done, failed } from './walkThrough.ts';

/** A plan, an event to start it with, and how its effects behave: everything that decides a run. */
export interface RandomWorld {
  readonly plan: Plan;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** What a step's tries bring, in order; after the last, and for steps not named, `done`. */
  readonly script: Readonly<Record<StepId, readonly Turn[]>>;
}

export type Turn = 'done' | 'skipped' | 'rejected' | 'unavailable';

export interface RandomWorldOptions {
  /** One wire per way out at most: a single token walks, so the order of things is the same at every speed. */
  readonly isNarrow?: boolean;
  /** Stop steps, and refusals that nothing catches; without them every reachable step comes to its end. */
  readonly canEndEarly?: boolean;
  readonly mostSteps?: number;
}

type Kind = 'action' | 'if' | 'set' | 'wait' | 'stop';
const portsOf: Record<Kind, readonly string[]> = { action: ['next', 'error'], if: ['true', 'false'], set: ['next'], wait: ['next'], stop: [] };

interface Draw {
  readonly kind: Kind;
  readonly sources: readonly number[];
  readonly number: number;
  readonly turns: readonly Turn[];
}

/** Any valid plan of one level, each step reachable over wires, with its world. */
export function randomWorld({ isNarrow = false, canEndEarly = true, mostSteps = 10 }: RandomWorldOptions = {}): fc.Arbitrary<RandomWorld> {
  const kinds: Kind[] = ['action', 'action', 'action', 'if', 'if', 'set', 'wait', 'wait', ...(canEndEarly ? (['stop'] as const) : [])];
  const draw = fc.record<Draw>({
    kind: fc.constantFrom(...kinds),
    sources: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    number: fc.nat(5),
    turns: fc.array(fc.constantFrom<Turn>('done', 'skipped', 'rejected', 'unavailable'), { maxLength: 3 }),
  });
  const flags = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
  return fc.tuple(fc.array(draw, { minLength: 1, maxLength: mostSteps }), flags).map(([draws, given]) => build(draws, given, { isNarrow, canEndEarly }));
}

function build(draws: readonly Draw[], given: readonly boolean[], { isNarrow, canEndEarly }: { isNarrow: boolean; canEndEarly: boolean }): RandomWorld {
  const pieces: Record<StepId, PlanPiece> = { start: aTrigger() };
  const wires = new Set<string>();
  const script: Record<StepId, readonly Turn[]> = {};
  let ways = ['start.next'];

  for (const [index, { kind, sources, number, turns }] of draws.entries()) {
    const chosen = new Set(sources.flatMap((source) => ways[source % ways.length] ?? []));
    if (chosen.size === 0) break;
    const id = `s${index}`;
    pieces[id] = pieceOf(kind, number);
    for (const way of chosen) wires.add(`${way}>${id}`);
    if (isNarrow) ways = ways.filter((way) => !chosen.has(way));
    ways.push(...portsOf[kind].map((port) => `${id}.${port}`));
    if (kind === 'action') script[id] = turns;
  }

  const isCaught = (id: StepId) => [...wires].some((wire) => wire.startsWith(`${id}.error>`));
  const calm = Object.fromEntries(
    Object.entries(script).map(([id, turns]) => [id, canEndEarly || isCaught(id) ? turns : turns.filter((turn) => turn !== 'rejected')]),
  );
  const trigger = Object.fromEntries(given.flatMap((isGiven, index) => (isGiven ? [[`flag${index}`, 'có']] : [])));
  return { plan: aPlan(pieces, [...wires]), trigger, script: calm };
}

function pieceOf(kind: Kind, number: number): PlanPiece {
  switch (kind) {
    case 'action':
      return anAction({ slow: number === 0 });
    case 'if':
      return anIf(`trigger.flag${number}`);
    case 'set':
      return aSet('note', `{{ trigger.flag${number} | fallback: "không" }} ${number}`);
    case 'wait':
      return aWait(number, 'days');
    case 'stop':
      return aStop();
  }
}

/** Plays the world's script. */
export function play({ script }: RandomWorld): (request: Pick<ExecuteRequest, 'stepId' | 'attempt'>) => ExecuteResult {
  return ({ stepId, attempt }) => {
    const turn = script[stepId]?.[attempt - 1] ?? 'done';
    if (turn === 'done') return done({ stepId, attempt });
    if (turn === 'skipped') return { outcome: 'skipped', reason: { vi: 'Bỏ qua.', en: 'Skipped.' } };
    return failed(turn);
  };
}
