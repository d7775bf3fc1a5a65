/** Places between two steps of a call, in order. Tests end the process at each of them. */
export const callPoints = ['called', 'stopping'] as const;

export type CallPoint = (typeof callPoints)[number];
