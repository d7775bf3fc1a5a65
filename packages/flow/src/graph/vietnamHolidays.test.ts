import Holidays from 'date-holidays';
import { expect, test } from 'vitest';
import { holidayYears, vietnamHolidays } from './vietnamHolidays.ts';

test('Tết 2027 is five days from its eve, and every day has its name', () => {
  expect(vietnamHolidays(2027).map(({ date, label }) => `${date} ${label.vi}`)).toEqual([
    '2027-01-01 Tết Dương lịch',
    '2027-02-05 Giao thừa',
    '2027-02-06 Mùng 1 Tết',
    '2027-02-07 Mùng 2 Tết',
    '2027-02-08 Mùng 3 Tết',
    '2027-02-09 Mùng 4 Tết',
    '2027-04-16 Giỗ Tổ Hùng Vương',
    '2027-04-30 Ngày Chiến thắng',
    '2027-05-01 Quốc tế Lao động',
    '2027-09-02 Quốc khánh',
  ]);
});

test.each(holidayYears)('the days of %i are those of the calendar', (year) => {
  const calendar = new Holidays('VN').getHolidays(year).filter(({ type }) => type === 'public');
  const dates = calendar.flatMap(({ date, start, end }) => {
    const days = Math.round((end.getTime() - start.getTime()) / 86_400_000);
    return Array.from({ length: days }, (_, count) => new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10));
  });
  expect(vietnamHolidays(year).map(({ date }) => date)).toEqual([...new Set(dates)].sort());
});

test('a year that nobody has reckoned yet has none', () => {
  expect(vietnamHolidays(2031)).toEqual([]);
});
