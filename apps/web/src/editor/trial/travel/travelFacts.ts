import type { ApiOutputs } from '../../../api/trpc.ts';

export type Trial = ApiOutputs['flows']['simulate'];

const dayMs = 86_400_000;

/** What has happened up to a moment (epoch ms). */
export function upTo({ messages, held }: Pick<Trial, 'messages' | 'held'>, moment: number) {
  const sent = messages.filter(({ at }) => Date.parse(at) <= moment);
  const priced = sent.filter(({ priceVnd }) => priceVnd !== undefined);
  return {
    messages: sent,
    held: held.filter(({ at }) => Date.parse(at) <= moment),
    costVnd: priced.reduce((sum, { priceVnd = 0 }) => sum + priceVnd, 0),
    unpriced: sent.length - priced.length,
  };
}

/** On which days something happens that people may want to see, counted from the start. */
export function eventfulDays({ startedAt, messages, held }: Pick<Trial, 'startedAt' | 'messages' | 'held'>): readonly number[] {
  const start = Date.parse(startedAt);
  return [...new Set([...messages, ...held].map(({ at }) => Math.ceil((Date.parse(at) - start) / dayMs)))].sort((one, other) => one - other);
}

/** The last moment of a day of the trial, in epoch ms; day 0 is the start itself. */
export function endOfDay(startedAt: string, day: number): number {
  return Date.parse(startedAt) + day * dayMs;
}
