import type { ApiOutputs } from '../../../api/trpc.ts';
import { formatCount, formatMoney } from '../../../words/format.ts';

export type Backtest = NonNullable<ApiOutputs['backtests']['latest']>;
export type Report = NonNullable<Backtest['report']>;

/** What is told of both versions side by side, in this order. */
export const measures = ['runs', 'messages', 'cost', 'people', 'held', 'failed', 'open', 'refused'] as const;
export type Measure = (typeof measures)[number];

/** What can be drawn by day. */
export const dayMeasures = ['messages', 'cost', 'held', 'runs'] as const satisfies readonly Measure[];
export type DayMeasure = (typeof dayMeasures)[number];

const total = (counts: readonly { readonly count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);

/** One number of a report. */
export function numberIn(report: Report, measure: Measure): number {
  switch (measure) {
    case 'runs':
      return report.runs.started;
    case 'messages':
      return report.messages;
    case 'cost':
      return report.costVnd;
    case 'people':
      return report.people.count;
    case 'held':
      return total(report.held);
    case 'failed':
      return report.runs.failed;
    case 'open':
      return report.runs.open + report.runs.queued;
    case 'refused':
      return total(report.refusals);
  }
}

/** One number of a day. */
export function dayValue(day: Report['days'][number], measure: DayMeasure): number {
  if (measure === 'runs') return day.runs;
  if (measure === 'held') return day.held;
  return measure === 'cost' ? day.costVnd : Object.values(day.messages).reduce((sum, count) => sum + count, 0);
}

/** As people read it. */
export function showValue(value: number, measure: Measure): string {
  return measure === 'cost' ? formatMoney(value) : formatCount(value, 'vi');
}

/** `+12`, `−3.000 ₫`; nothing where both are the same. */
export function showDifference(value: number, measure: Measure): string | null {
  if (value === 0) return null;
  return `${value > 0 ? '+' : '−'}${showValue(Math.abs(value), measure)}`;
}

/** One day of the chart. */
export interface DayRow {
  readonly day: string;
  readonly draft: number;
  /** `null` when no version is live. */
  readonly live: number | null;
  /** Messages by channel. */
  readonly channels: Readonly<Record<string, number>>;
}

interface DayRowsRequest {
  readonly days: Report['days'];
  readonly liveDays: Report['days'] | null;
  readonly measure: DayMeasure;
}

/** Both versions day by day. */
export function dayRows({ days, liveDays, measure }: DayRowsRequest): readonly DayRow[] {
  return days.map((day, index) => {
    const live = liveDays?.[index];
    return { day: day.day, draft: dayValue(day, measure), live: live ? dayValue(live, measure) : null, channels: day.messages };
  });
}

/** The channels on which anything went out, in order of their names. */
export function channelsOf(days: Report['days']): readonly string[] {
  return [...new Set(days.flatMap(({ messages }) => Object.keys(messages).filter((channel) => (messages[channel] ?? 0) > 0)))].sort();
}
