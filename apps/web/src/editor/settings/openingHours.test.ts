import { vietnamHolidays } from '@noi/flow';
import { expect, test } from 'vitest';
import { copyMonday, spansOf, usualHours, withHolidays, withSpans, workdays } from './openingHours.ts';

test('a day takes other hours, and the week stays in order', () => {
  const split = [
    { from: '08:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ];
  const hours = withSpans(withSpans(usualHours, 7, []), 2, split);
  expect(hours.open.map(({ day, from }) => `${day} ${from}`)).toEqual(['1 08:00', '2 08:00', '2 13:30', '3 08:00', '4 08:00', '5 08:00', '6 08:00']);
});

test('Monday is copied to the workdays, not to the weekend', () => {
  const hours = copyMonday(withSpans(usualHours, 1, [{ from: '09:00', to: '17:00' }]), workdays);
  expect(workdays.map((day) => spansOf(hours, day)[0]?.from)).toEqual(['09:00', '09:00', '09:00', '09:00', '09:00']);
  expect(spansOf(hours, 6)).toEqual([{ day: 6, from: '08:00', to: '21:00' }]);
});

test('public holidays come in once and in order', () => {
  const days = vietnamHolidays(2027).map(({ date }) => date);
  const hours = withHolidays(withHolidays({ ...usualHours, holidays: ['2027-12-31', '2027-05-01'] }, days), days);
  expect(hours.holidays).toHaveLength(11);
  expect(hours.holidays[0]).toBe('2027-01-01');
  expect(hours.holidays.at(-1)).toBe('2027-12-31');
});
