const earliest = Date.UTC(1900, 0);
const latest = Date.UTC(9999, 11, 31);

/**
 * The time as PostgreSQL takes it from JSON: one beyond the years that are written with four digits becomes the nearest that is. What tells of a run must be
 * written whatever somebody put into it: a single refused row would hold up its whole group.
 */
export function storable(time: Date | number): Date {
  return new Date(Math.min(Math.max(Number(time), earliest), latest));
}
