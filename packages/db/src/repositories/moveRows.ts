/** SQL: the batch `b` goes on. */
export const isUnderWay = 'b.cancelled_at is null and b.ended_at is null';
