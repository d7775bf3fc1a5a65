import type { ApiOutputs } from '../../../api/trpc.ts';
import { formatCount, formatMoney } from '../../../words/format.ts';

export type Backtest = NonNullable<ApiOutputs['backtests']['latest']>;
export type Report = NonNullable<Backtest['report']>;

/** What is told of both versions side by side, in this order. */
export const measures = ['runs', 'messages', 'cost', 'people', 'held', 'failed', 'open', 'refused'] as const;
export type Measure = (typeof measures)[number];

/** What can be drawn by day. */
export const dayMeasures = ['messages', 'cost', 'runs'] as const satisfies readonly Measure[];
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
