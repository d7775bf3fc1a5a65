import type { SimulatedMessage, Simulation } from '../simulate/Simulation.ts';

/** What of a simulation expectations look at. */
export interface Seen extends Pick<Simulation, 'startedAt' | 'endedAt' | 'outcome' | 'records' | 'held'> {
  readonly messages: readonly Pick<SimulatedMessage, 'stepId' | 'at' | 'channel' | 'priceVnd'>[];
}
