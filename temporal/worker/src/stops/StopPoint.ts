/** Places between two steps of stopping all runs of a flow, in order. Tests end the process at each of them. */
export const stopPoints = ['taken', 'told'] as const;

export type StopPoint = (typeof stopPoints)[number];
