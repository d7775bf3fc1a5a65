/** Places between two steps of the delivery of answers, in order. Tests end the process at each of them. */
export const deliverPoints = ['claimed', 'signalled'] as const;

export type DeliverPoint = (typeof deliverPoints)[number];
