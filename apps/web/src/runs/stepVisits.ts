import type { ApiOutputs } from '../api/trpc.ts';
import { isInFocus, type RunFocus } from './runFocus.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

/** Each time that a step ran: once for every item of a loop and every round, in the order in which they began. */
export function visitsOf(steps: readonly StepRun[], stepId: string): readonly StepRun[] {
  return steps.filter((row) => row.stepId === stepId).sort((left, right) => left.startedAt.localeCompare(right.startedAt) || left.visit - right.visit);
}

/** Of all visits of a step, the one to show: of those that are looked at, one that failed, else one that still goes on, else the last. -1 where there is none. */
export function visitInFocus(rows: readonly StepRun[], focus: RunFocus): number {
  const seen = rows.filter((row) => isInFocus(focus, row));
  const shown = seen.find(({ state }) => state === 'failed') ?? seen.find(({ endedAt }) => endedAt === null) ?? seen.at(-1);
  return shown === undefined ? -1 : rows.indexOf(shown);
}

/** Of a step in a loop: which item or round it ran for, from 1. */
export function itemOf({ scope }: Pick<StepRun, 'scope'>): number | null {
  const index = /\[(\d+)\]$/.exec(scope)?.[1];
  return index === undefined ? null : Number(index) + 1;
}
