/** Places between two steps of the dispatcher, in order. Tests end the process at each of them. */
export const dispatchPoints = ['taken', 'folded', 'receipts', 'heard', 'matched', 'recorded', 'committed', 'started', 'marked'] as const;

export type DispatchPoint = (typeof dispatchPoints)[number];
