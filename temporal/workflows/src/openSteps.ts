import type { RunState } from '@noi/flow/run';
import type { OpenStep } from './groupTypes.ts';

/** What a run waits for. */
export function openSteps(runId: string, state: RunState): OpenStep[] {
  return Object.entries(state.scopes).flatMap(([scope, { steps }]) =>
    Object.entries(steps).flatMap(([stepId, fate]) => {
      if (fate.state !== 'open') return [];
      const { attempt, doing, until } = fate;
      return [{ runId, scope, stepId, attempt, doing, ...(until === undefined ? {} : { until }) }];
    }),
  );
}
