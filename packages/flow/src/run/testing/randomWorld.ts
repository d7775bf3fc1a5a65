import fc from 'fast-check';
import { compileGraph } from '../../compile/compileGraph.ts';
import type { FlowGraph, StepId } from '../../graph/FlowGraph.ts';
import type { Plan } from '../../plan/Plan.ts';
import { testCatalog } from '../../testing/testCatalog.ts';
import type { ExecuteRequest, ExecuteResult } from '../RunPorts.ts';
import { optionalData, type RandomGraphOptions, randomGraph } from './randomGraph.ts';
import { done, failed } from './walkThrough.ts';

/** A plan, an event to start it with, and how its effects behave: everything that decides a run. */
export interface RandomWorld {
  readonly plan: Plan;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** Which of the optional data the event carries. */
  readonly given: readonly string[];
  /** What a step's tries bring, in order; after the last, and for steps not named, `done`. */
  readonly script: Readonly<Record<StepId, readonly Turn[]>>;
}

export type Turn = 'done' | 'skipped' | 'rejected' | 'unavailable';

export interface RandomWorldOptions extends Omit<RandomGraphOptions, 'canStop'> {
  /** Steps that stop the run or fail it, and refusals that nothing catches; without them every reachable step comes to its end. */
  readonly canEndEarly?: boolean;
}

/** Any valid plan with its world. */
export function randomWorld({ canEndEarly = true, ...options }: RandomWorldOptions = {}): fc.Arbitrary<RandomWorld> {
  const turns = fc.array(fc.array(fc.constantFrom<Turn>('done', 'skipped', 'rejected', 'unavailable'), { maxLength: 3 }), { minLength: 1, maxLength: 8 });
  return fc
    .tuple(randomGraph({ ...options, canStop: canEndEarly }), turns, fc.subarray([...optionalData]))
    .map(([graph, tries, given]) => ({ plan: planOf(graph), trigger: eventWith(given), given, script: scriptOf(graph, { tries, canEndEarly }) }));
}

function planOf(graph: FlowGraph): Plan {
  const compiled = compileGraph({ graph, catalog: testCatalog, connections: [] });
  if (!compiled.ok) throw new Error(`A random graph must be valid: ${JSON.stringify(compiled.issues)}`);
  // Every third action is a slow one; the test catalogue has none.
  const steps = Object.entries(compiled.plan.steps).map(
    ([id, step], index) => [id, step.kind === 'action' ? { ...step, slow: index % 3 === 0 } : step] as const,
  );
  return { ...compiled.plan, steps: Object.fromEntries(steps) };
}

function eventWith(given: readonly string[]): RandomWorld['trigger'] {
  const has = (path: string, value: unknown) => (given.includes(path) ? { [path.split('.')[1] ?? '']: value } : {});
  return {
    order: { code: '100020', total: 1_250_000, lines: [], ...has('order.note', 'Giao giờ hành chính'), ...has('order.address', { phone: '+84912345678' }) },
    customer: { ...has('customer.name', 'Lan'), ...has('customer.phone', '+84912345678') },
    deliveredAt: '2026-11-22T03:15:00.000Z',
  };
}

function scriptOf(graph: FlowGraph, { tries, canEndEarly }: { tries: readonly (readonly Turn[])[]; canEndEarly: boolean }): RandomWorld['script'] {
  const actions = Object.values(graph.steps).filter((step) => step.kind === 'action');
  return Object.fromEntries(
    actions.map(({ id }, index) => {
      const turns = tries[index % tries.length] ?? [];
      const isCaught = graph.edges.some((edge) => edge.from === id && edge.port === 'error');
      return [id, canEndEarly || isCaught ? turns : turns.filter((turn) => turn !== 'rejected')];
    }),
  );
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
