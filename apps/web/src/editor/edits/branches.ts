import { type FlowCommand, type FlowGraph, portsOf, type Step, type StepOf } from '@noi/flow';

export type BranchingStep = StepOf<'switch'> | StepOf<'split'>;

/** Changes a step; the wires of ways out that it gives up go with them, as one step of undo. */
export function changePorts(graph: FlowGraph, step: Step): FlowCommand {
  const ports = portsOf(step);
  const lost = graph.edges.filter((edge) => edge.from === step.id && !ports.includes(edge.port));
  if (lost.length === 0) return { type: 'step.change', step };
  // Wires first: taken back in reverse, the branch is there again before its wire.
  return { type: 'batch', commands: [...lost.map(({ id }): FlowCommand => ({ type: 'edge.remove', id })), { type: 'step.change', step }] };
}

/** Ports name a branch for ever, in wires and in records of runs. */
function newBranchId(): string {
  return `b_${crypto.randomUUID().replace(/-/g, '').slice(0, 8)}`;
}

/** A case to fill in. */
export function newCase(): StepOf<'switch'>['cases'][number] {
  return { id: newBranchId(), label: '', rule: { combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] } };
}

/** A branch with the next free letter. */
export function newBranch(others: readonly { readonly label: string }[]): StepOf<'split'>['branches'][number] {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  return { id: newBranchId(), label: letters.find((letter) => !others.some(({ label }) => label === letter)) ?? '', weight: 1 };
}

/** The list with one item moved by so many places. */
export function moved<T>(items: readonly T[], from: number, by: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, from + by), ...items.slice(from, from + 1), ...rest.slice(from + by)];
}
