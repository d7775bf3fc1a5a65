import type { ApiOutputs } from '../api/trpc.ts';

export type RunState = ApiOutputs['runs']['list']['runs'][number]['state'];
export type StepState = ApiOutputs['runs']['get']['steps'][number]['state'];

/** In the order of a run's life. */
export const runStates = ['queued', 'starting', 'running', 'waiting', 'done', 'failed', 'stopped'] as const satisfies readonly RunState[];

export function isRunState(value: unknown): value is RunState {
  return runStates.some((state) => state === value);
}
