/** Places between two steps of stopping all runs of a flow: first of a batch of those that wait for their turn, then of those under way. Tests end the process at each of them. */
export const stopPoints = ['runs taken', 'out of line', 'batch settled', 'to be told', 'runs told'] as const;

export type StopPoint = (typeof stopPoints)[number];
