import type { Port, StepId } from '../../graph/FlowGraph.ts';
import type { Plan, PlanEdge } from '../../plan/Plan.ts';
import { levelWires } from '../levelWires.ts';
import type { EdgeFate, ScopeState, StepFate } from '../RunState.ts';
import { own } from '../Walk.ts';

export interface MovedWires {
  readonly edges: Readonly<Record<string, EdgeFate>>;
  /** Steps that begin now. */
  readonly ready: readonly StepId[];
  /** Steps that will never be reached in this scope. */
  readonly dead: Readonly<Record<StepId, { readonly state: 'dead'; readonly visit: number }>>;
}

export interface MoveWiresRequest {
  /** Its steps are moved already. */
  readonly scope: ScopeState;
  readonly oldPlan: Plan;
  readonly newPlan: Plan;
  /** Steps that a removed one would have led to. */
  readonly begins: ReadonlySet<StepId>;
}

/** How a step stands towards the wires that leave it: they are decided by a port (`null`: all dead), or will be. */
type Standing = { readonly isDecided: false } | { readonly isDecided: true; readonly port: Port | null };
const undecided: Standing = { isDecided: false };

/**
 * Decides the wires of one scope in the new plan. A wire that both plans have keeps its fate; a new one out of a step that is over is dead, for that way
 * was passed; what hangs on open steps stays undecided. So every join has wires that are decided or will be, and none waits for ever.
 */
export function moveWires({ scope, oldPlan, newPlan, begins }: MoveWiresRequest): MovedWires {
  const level = own(newPlan.levels, scope.level);
  if (level === undefined) return { edges: {}, ready: [], dead: {} };
  const wires = levelWires(level);
  const former = new Map((own(oldPlan.levels, scope.level)?.edges ?? []).map((edge) => [nameOf(edge), { fate: own(scope.edges, edge.id) }] as const));
  const edges: Record<string, EdgeFate> = {};
  const ready: StepId[] = [];
  const dead: Record<StepId, StepFate & { readonly state: 'dead'; readonly visit: number }> = {};
  const known = new Map<StepId, Standing>();
  for (const stepId of level.steps) standing(stepId);
  return { edges, ready, dead };

  function standing(stepId: StepId): Standing {
    const found = known.get(stepId) ?? look(stepId);
    known.set(stepId, found);
    return found;
  }

  function look(stepId: StepId): Standing {
    const into = wires.into(stepId);
    const fates = into.map(decide);
    const fate = own(scope.steps, stepId);
    if (fate?.state === 'open' || stepId === newPlan.errorHandler) return fate?.state === 'ended' ? { isDecided: true, port: fate.port } : undecided;
    if (fates.includes(undefined)) return undecided;
    if (fate?.state === 'ended') return { isDecided: true, port: fate.port };
    const [first] = into;
    if (begins.has(stepId) && first !== undefined && !fates.includes('fired')) edges[first.id] = 'fired';
    if (begins.has(stepId) || fates.includes('fired')) {
      ready.push(stepId);
      return undecided;
    }
    dead[stepId] = { state: 'dead', visit: 0 };
    return { isDecided: true, port: null };
  }

  function decide(edge: PlanEdge): EdgeFate | undefined {
    const source = standing(edge.from);
    if (!source.isDecided) return undefined;
    const fate = source.port === null ? 'dead' : fateOf(edge, source.port);
    edges[edge.id] = fate;
    return fate;
  }

  function fateOf(edge: PlanEdge, port: Port): EdgeFate {
    const before = former.get(nameOf(edge));
    if (before === undefined) return 'dead';
    return before.fate ?? (edge.port === port ? 'fired' : 'dead');
  }
}

/** Wires are the same by what they join: an edit may have drawn one again under another id. */
function nameOf({ from, port, to }: PlanEdge): string {
  return `${from} ${port} ${to}`;
}
