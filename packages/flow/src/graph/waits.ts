import { z } from 'zod';

/** A length of time; a day is 24 h. */
export const Span = z.object({ amount: z.number().nonnegative(), unit: z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks']) });
export type Span = z.infer<typeof Span>;

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const Weekday = z.number().int().min(1).max(7);
export type Weekday = z.infer<typeof Weekday>;

/**
 * `duration` counts exact time. `until` takes a template that gives an ISO date or date-time (a bare date is its midnight in the flow's timezone).
 * `offset` lies before or after such a date: days and weeks are counted on the calendar, and `time` moves the result to that time of its day.
 * `timeOfDay` is the next `HH:mm` in the flow's timezone, `weekday` the next of these days at that time. `businessHours` is now when the shop is open,
 * else its next opening (`FlowSettings.businessHours`). A time in the past does not wait.
 */
export const Wait = z.discriminatedUnion('type', [
  z.object({ type: z.literal('duration'), ...Span.shape }),
  z.object({ type: z.literal('until'), at: z.string() }),
  z.object({ type: z.literal('offset'), at: z.string(), direction: z.enum(['before', 'after']), ...Span.shape, time: z.string().optional() }),
  z.object({ type: z.literal('timeOfDay'), time: z.string() }),
  z.object({ type: z.literal('weekday'), days: z.array(Weekday), time: z.string() }),
  z.object({ type: z.literal('businessHours') }),
]);
export type Wait = z.infer<typeof Wait>;
