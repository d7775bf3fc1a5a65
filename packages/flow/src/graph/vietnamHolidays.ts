import type { Text } from '@noi/events';

/** A day on which shops may stay closed. */
export interface Holiday {
  /** `yyyy-MM-dd`. */
  readonly date: string;
  readonly label: Text;
}

/** Feasts that follow the moon: the first day of Tết and the Hùng Kings' day (the 10th of the third month). */
const lunar: Readonly<Record<number, { readonly tet: string; readonly hungKings: string }>> = {
  2026: { tet: '2026-02-17', hungKings: '2026-04-26' },
  2027: { tet: '2027-02-06', hungKings: '2027-04-16' },
  2028: { tet: '2028-01-26', hungKings: '2028-04-04' },
  2029: { tet: '2029-02-13', hungKings: '2029-04-23' },
  2030: { tet: '2030-02-02', hungKings: '2030-04-12' },
};

/** The years whose holidays are known. */
export const holidayYears: readonly number[] = Object.keys(lunar).map(Number);

/**
 * The public holidays of Vietnam in a year, in order; none for a year that is not among {@link holidayYears}. Tết is its eve and the first four days.
 * The second day of the National Day and days that make up for weekends are announced year by year, so they are left to the shop.
 */
export function vietnamHolidays(year: number): readonly Holiday[] {
  const moving = lunar[year];
  if (!moving) return [];
  const tet = [-1, 0, 1, 2, 3].map((days): Holiday => ({ date: daysAfter(moving.tet, days), label: tetLabels[days] ?? newYear }));
  return [
    { date: `${year}-01-01`, label: { vi: 'Tết Dương lịch', en: 'New Year’s Day' } },
    ...tet,
    { date: moving.hungKings, label: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Commemoration Day' } },
    { date: `${year}-04-30`, label: { vi: 'Ngày Chiến thắng', en: 'Reunification Day' } },
    { date: `${year}-05-01`, label: { vi: 'Quốc tế Lao động', en: 'Labour Day' } },
    { date: `${year}-09-02`, label: { vi: 'Quốc khánh', en: 'National Day' } },
  ];
}

const newYear: Text = { vi: 'Mùng 1 Tết', en: 'Tết, day 1' };
const tetLabels: Readonly<Record<number, Text>> = {
  [-1]: { vi: 'Giao thừa', en: 'Tết Eve' },
  1: { vi: 'Mùng 2 Tết', en: 'Tết, day 2' },
  2: { vi: 'Mùng 3 Tết', en: 'Tết, day 3' },
  3: { vi: 'Mùng 4 Tết', en: 'Tết, day 4' },
};

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
