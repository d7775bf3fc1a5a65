import type { BusinessHours, Weekday } from '@noi/flow';

type Span = BusinessHours['open'][number];

/** From Monday to Sunday. */
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
export const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];

/** What most shops keep, to begin with. */
export const usualHours: BusinessHours = { open: weekdays.map((day) => ({ day, from: '08:00', to: '21:00' })), holidays: [] };

/** The spans of one day, in the order in which they were entered. */
export function spansOf({ open }: BusinessHours, day: Weekday): readonly Span[] {
  return open.filter((span) => span.day === day);
}

/** The hours with other spans on one day; the week stays in order. */
export function withSpans(hours: BusinessHours, day: Weekday, spans: readonly Omit<Span, 'day'>[]): BusinessHours {
  const open = weekdays.flatMap((one) => (one === day ? spans.map(({ from, to }) => ({ day, from, to })) : [...spansOf(hours, one)]));
  return { ...hours, open };
}

/** Monday's hours on all of these days. */
export function copyMonday(hours: BusinessHours, days: readonly Weekday[]): BusinessHours {
  return days.reduce((next, day) => withSpans(next, day, spansOf(hours, 1)), hours);
}

/** The next span of a day that has some: the afternoon after a break, else the usual day. */
export function nextSpan(spans: readonly Span[]): Omit<Span, 'day'> {
  return spans.length === 0 ? { from: '08:00', to: '21:00' } : { from: '13:30', to: '21:00' };
}

/** The holidays with these days among them, each once and in order. */
export function withHolidays(hours: BusinessHours, days: readonly string[]): BusinessHours {
  return { ...hours, holidays: [...new Set([...hours.holidays, ...days])].sort() };
}
