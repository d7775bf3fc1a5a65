/** Places between two steps of a move, in order. Tests end the process at each of them. */
export const movePoints = ['claimed to move', 'told to move', 'leaving', 'handed over'] as const;

export type MovePoint = (typeof movePoints)[number];
