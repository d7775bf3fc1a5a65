import { DateTime } from 'luxon';

/** The calendar day (`yyyy-MM-dd`) on which an instant (epoch ms) falls in a timezone; that of UTC where the timezone is not real. */
export function dayIn(timezone: string, now: number): string {
  const local = DateTime.fromMillis(now, { zone: timezone });
  return (local.isValid ? local : DateTime.fromMillis(now, { zone: 'utc' })).toFormat('yyyy-MM-dd');
}
