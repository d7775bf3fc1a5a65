import type { StepRecord } from './RunPorts.ts';
import type { Place, Walk } from './Walk.ts';

/** Tells one line of the run's story about a place, at the present time. */
export function record(walk: Walk, { stepId, scope, visit }: Place, line: Omit<StepRecord, keyof Place | 'at'>): void {
  walk.ports.record({ stepId, scope, visit, at: walk.ports.now(), ...line });
}
