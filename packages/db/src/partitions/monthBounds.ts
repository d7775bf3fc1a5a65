/** One month of a table that is partitioned by UUIDv7: `[from, to)` as the smallest ids of the month and of the next. */
export interface MonthBounds {
  /** `2026_11`, the end of the partition's name. */
  readonly suffix: string;
  readonly from: string;
  readonly to: string;
}

/** The month (UTC) that holds `now` and the `ahead` months after it. */
export function monthBounds(now: Date, ahead: number): readonly MonthBounds[] {
  return Array.from({ length: ahead + 1 }, (_, offset) => {
    const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
    const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset + 1, 1);
    return { suffix: start.toISOString().slice(0, 7).replace('-', '_'), from: smallestIdAt(start.getTime()), to: smallestIdAt(end) };
  });
}

/** The month (UTC) that holds a moment, or the moment at which a UUIDv7 was made. */
export function monthOf(at: Date | string): MonthBounds {
  const now = typeof at === 'string' ? new Date(Number.parseInt(at.replaceAll('-', '').slice(0, 12), 16)) : at;
  const [month] = monthBounds(now, 0);
  if (month === undefined) throw new Error('A moment lies in a month');
  return month;
}

/** A UUIDv7 starts with 48 bits of epoch milliseconds; zeros after them sort before every id of that millisecond. */
export function smallestIdAt(epochMs: number): string {
  const hex = epochMs.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
