import type { Sinks } from '@temporalio/workflow';

/** What workflows tell their worker about their timers, outside of history and never in a replay. */
export interface TimerSinks extends Sinks {
  timers: {
    /** So many waits of runs that were due at this second (epoch ms) go on now. */
    woke(fact: { workspaceId: string; dueMs: number; waits: number }): void;
  };
}
