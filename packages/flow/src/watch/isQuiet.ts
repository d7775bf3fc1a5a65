import { DateTime } from 'luxon';
import { vietnamHolidays } from '../graph/vietnamHolidays.ts';

const hourMs = 3_600_000;
const weekHours = 168;
/** Fewer days than these tell nothing of a week's rhythm. */
const fewestDays = 7;
const fewestEvents = 28;
/** Silence counts once this many events should have come: by chance that happens once in some 22,000 hours. */
const missingEvents = 10;
/** Not even a shop that sells all day long is called quiet sooner. */
const fewestHours = 3;

export interface PaceQuestion {
  /** Events of each of the last hours, oldest first; the last hour ends at `now`. At most 28 days of them are of use. */
  readonly counts: readonly number[];
  /** Epoch ms. */
  readonly now: number;
  /** IANA name; the pace has the shop's own days and nights. */
  readonly timezone: string;
}

export type PaceAnswer = { readonly isQuiet: false } | { readonly isQuiet: true; readonly quietHours: number; readonly usualPerDay: number };

/**
 * Whether the silence up to now is longer than this source's own habits explain.
 *
 * Each hour of the week has its usual number; silent hours add up what they should have brought, so nights and closed Sundays, which bring nothing,
 * never alarm. Days of holidays are not missed: shops close, customers travel. Who has too little history is never called quiet.
 */
export function isQuiet({ counts, now, timezone }: PaceQuestion): PaceAnswer {
  const recent = counts.slice(-28 * 24);
  const first = recent.findIndex((count) => count > 0);
  const last = recent.findLastIndex((count) => count > 0);
  const total = recent.reduce((sum, count) => sum + count, 0);
  const knownHours = last + 1 - first;
  if (first < 0 || knownHours < fewestDays * 24 || total < fewestEvents) return quietNot;

  const quietHours = recent.length - 1 - last;
  if (quietHours < fewestHours) return quietNot;
  const placeOf = createPlaces({ now, timezone, length: recent.length });
  const usual = usualWeek(recent.slice(first, last + 1).map((count, at) => ({ count, place: placeOf(first + at) })));
  const missing = recent.slice(last + 1).reduce((sum, _, at) => {
    const { hour, isHoliday } = placeOf(last + 1 + at);
    return isHoliday ? sum : sum + (usual[hour] ?? 0);
  }, 0);
  if (missing < missingEvents) return quietNot;
  return { isQuiet: true, quietHours, usualPerDay: Math.max(1, Math.round((total / knownHours) * 24)) };
}

const quietNot = { isQuiet: false } as const;

interface Place {
  /** Of the week, from 0 on Monday at midnight. */
  readonly hour: number;
  readonly isHoliday: boolean;
}

function createPlaces({ now, timezone, length }: { now: number; timezone: string; length: number }): (at: number) => Place {
  const zone = DateTime.fromMillis(now, { zone: timezone }).isValid ? timezone : 'utc';
  const holidays = new Map<number, ReadonlySet<string>>();
  return (at) => {
    // The hour's middle: a bucket is named by where most of it lies.
    const time = DateTime.fromMillis(now - (length - at - 0.5) * hourMs, { zone });
    const known = holidays.get(time.year) ?? new Set(vietnamHolidays(time.year).map(({ date }) => date));
    holidays.set(time.year, known);
    return { hour: (time.weekday - 1) * 24 + time.hour, isHoliday: known.has(time.toFormat('yyyy-MM-dd')) };
  };
}

/** What each hour of the week usually brings: its own average, leaning on the same hour of all days while it was seen only a few times. */
function usualWeek(hours: readonly { count: number; place: Place }[]): readonly number[] {
  const own = Array.from({ length: weekHours }, () => ({ sum: 0, seen: 0 }));
  const daily = Array.from({ length: 24 }, () => ({ sum: 0, seen: 0 }));
  for (const { count, place } of hours) {
    if (place.isHoliday) continue;
    for (const cell of [own[place.hour], daily[place.hour % 24]]) {
      if (!cell) continue;
      cell.sum += count;
      cell.seen += 1;
    }
  }
  return own.map(({ sum, seen }, hour) => {
    const day = daily[hour % 24];
    const general = day && day.seen > 0 ? day.sum / day.seen : 0;
    return seen >= 2 ? sum / seen : (sum + general) / (seen + 1);
  });
}
