import type { RunOutcome, StepRecord } from '../run/RunPorts.ts';
import type { HeldMessage, SimulatedMessage } from './Simulation.ts';

/** Told what happens in a simulated run, as it happens. */
export interface Story {
  onRecord?(line: StepRecord): void;
  onMessage(message: SimulatedMessage): void;
  onHeld(held: HeldMessage): void;
  onEnd(outcome: RunOutcome): void;
}

/** Names a visit of a step. */
export function nameOf({ scope, stepId, visit }: Pick<StepRecord, 'scope' | 'stepId' | 'visit'>): string {
  return `${scope}/${stepId}#${visit}`;
}
