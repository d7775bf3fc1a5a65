import type { StepOf } from './FlowGraph.ts';

/** The data path whose value decides the branch of a split. */
export function splitBy({ by }: Pick<StepOf<'split'>, 'by'>): string {
  return by?.trim() || 'trigger.customer.phone';
}
