import type { ApiOutputs } from '../api/trpc.ts';

type StepRun = ApiOutputs['runs']['get']['steps'][number];

/** Each time that a step ran: once for every item of a loop and every round, in the order in which they began. */
export function visitsOf(steps: readonly StepRun[], stepId: string): readonly StepRun[] {
  return steps.filter((row) => row.stepId === stepId).sort((left, right) => left.startedAt.localeCompare(right.startedAt) || left.visit - right.visit);
}

/** The visit that is looked at first: one that failed, else one that still goes on, else the last. */
export function firstVisit(rows: readonly StepRun[]): number {
  const failed = rows.findIndex(({ state }) => state === 'failed');
  const open = rows.findIndex(({ endedAt }) => endedAt === null);
  return failed !== -1 ? failed : open !== -1 ? open : rows.length - 1;
}

/** Of a step in a loop: which item or round it ran for, from 1. */
export function itemOf({ scope }: Pick<StepRun, 'scope'>): number | null {
  const index = /\[(\d+)\]$/.exec(scope)?.[1];
  return index === undefined ? null : Number(index) + 1;
}
