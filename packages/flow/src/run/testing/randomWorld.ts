import fc from 'fast-check';
import { compileGraph } from '../../compile/compileGraph.ts';
import type { FlowGraph, StepId } from '../../graph/FlowGraph.ts';
import type { Plan } from '../../plan/Plan.ts';
import { testCatalog } from '../../testing/testCatalog.ts';
import type { AwaitAnswer, AwaitRequest, ExecuteRequest, ExecuteResult, ScopeId } from '../RunPorts.ts';
import { optionalData, type RandomGraphOptions, randomGraph } from './randomGraph.ts';
import { done, failed } from './walkThrough.ts';

/** A plan, an event to start it with, and how its effects behave: everything that decides a run. */
export interface RandomWorld {
  readonly plan: Plan;
  readonly trigger: Readonly<Record<string, unknown>>;
  /** Which of the optional data the event carries. */
  readonly given: readonly string[];
  /** What a step's tries bring, in order; after the last, and for steps not named, `done`. In every second item or round they bring `done` at once. */
  readonly script: Readonly<Record<StepId, readonly Turn[]>>;
  /** What comes to steps that wait for something from outside. */
  readonly comes: Readonly<Record<StepId, Coming>>;
}

/** How an awaiting step ends: by its answer, after so many minutes, by a failure, or (where it has a time-out) by nothing. */
export type Coming = { readonly what: 'answer' | 'refusal' | 'failure'; readonly afterMinutes: number } | { readonly what: 'nothing' };

export type Turn = 'done' | 'skipped' | 'rejected' | 'unavailable';

export interface RandomWorldOptions extends Omit<RandomGraphOptions, 'canStop'> {
  /** Steps that stop the run or fail it, and refusals that nothing catches; without them every reachable step comes to its end. */
  readonly canEndEarly?: boolean;
}

/** Any valid plan with its world. */
export function randomWorld({ canEndEarly = true, ...options }: RandomWorldOptions = {}): fc.Arbitrary<RandomWorld> {
  const turns = fc.array(fc.array(fc.constantFrom<Turn>('done', 'skipped', 'rejected', 'unavailable'), { maxLength: 3 }), { minLength: 1, maxLength: 8 });
  const what = fc.constantFrom<Coming['what']>('answer', 'answer', 'refusal', 'failure', 'nothing');
  const comings = fc.array(fc.tuple(what, fc.nat(300)), { minLength: 1, maxLength: 5 });
  const lines = fc.nat(4);
  return fc
    .tuple(randomGraph({ ...options, canStop: canEndEarly }), turns, comings, fc.subarray([...optionalData]), lines)
    .map(([graph, tries, answers, given, count]) => ({
      plan: planOf(graph),
      trigger: eventWith(given, count),
      given,
      script: scriptOf(graph, { tries, canEndEarly }),
      comes: comesOf(graph, { answers, canEndEarly }),
    }));
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

function eventWith(given: readonly string[], count: number): RandomWorld['trigger'] {
  const lines = Array.from({ length: count }, (_, index) => ({ title: `Sách ${index}` }));
  const has = (path: string, value: unknown) => (given.includes(path) ? { [path.split('.')[1] ?? '']: value } : {});
  return {
    order: { code: '100020', total: 1_250_000, lines, ...has('order.note', 'Giao giờ hành chính'), ...has('order.address', { phone: '+84912345678' }) },
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

function comesOf(
  graph: FlowGraph,
  { answers, canEndEarly }: { answers: readonly (readonly [Coming['what'], number])[]; canEndEarly: boolean },
): RandomWorld['comes'] {
  const waiting = Object.values(graph.steps).filter(({ kind }) => kind === 'waitForEvent' || kind === 'approval' || kind === 'subflow');
  return Object.fromEntries(
    waiting.map((step, index) => {
      const [what, minutes] = answers[index % answers.length] ?? ['answer', 0];
      const canFail = canEndEarly || graph.edges.some((edge) => edge.from === step.id && edge.port === 'error');
      const hasEnd = 'timeout' in step && step.timeout !== undefined;
      const isPossible = what === 'nothing' ? hasEnd : what === 'refusal' ? step.kind === 'approval' : what !== 'failure' || canFail;
      // Half a minute past: never together with a time-out.
      return [step.id, isPossible && what === 'nothing' ? { what } : { what: isPossible && what !== 'nothing' ? what : 'answer', afterMinutes: minutes + 0.5 }];
    }),
  );
}

/** Plays the world's script. */
export function play({ script }: RandomWorld): (request: Pick<ExecuteRequest, 'stepId' | 'attempt' | 'scope'>) => ExecuteResult {
  return ({ stepId, attempt, scope }) => {
    const turn = isCalm(scope) ? 'done' : (script[stepId]?.[attempt - 1] ?? 'done');
    if (turn === 'done') return done({ stepId, attempt });
    if (turn === 'skipped') return { outcome: 'skipped', reason: { vi: 'Bỏ qua.', en: 'Skipped.' } };
    return failed(turn);
  };
}

/** Whether everything goes well here: in every second item or round, counted over all the loops around. */
function isCalm(scope: ScopeId): boolean {
  const indexes = [...scope.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));
  return indexes.reduce((sum, index) => sum + index, 0) % 2 === 1;
}

/** What comes from outside in this world, and how long after it was asked for. */
export function respond({ comes, plan }: RandomWorld): (request: Pick<AwaitRequest, 'stepId'>) => { afterMs: number; answer: AwaitAnswer } | null {
  return ({ stepId }) => {
    const coming = comes[stepId] ?? { what: 'nothing' };
    if (coming.what === 'nothing') return null;
    const afterMs = coming.afterMinutes * 60_000;
    if (coming.what === 'failure')
      return { afterMs, answer: { outcome: 'failed', error: { kind: 'unavailable', text: { vi: 'Hỏng.', en: 'Broken.' }, repeatable: true } } };
    const agreed = plan.steps[stepId]?.kind === 'approval' ? 'approved' : 'next';
    return { afterMs, answer: { outcome: 'done', port: coming.what === 'refusal' ? 'rejected' : agreed, output: { stepId } } };
  };
}
