import type { SimulatedEvent } from '../simulate/answerFromOutside.ts';
import type { Scenario } from './Scenario.ts';

/** What comes in during a scenario, on its clock and in order of time. */
export function scenarioEvents({ startAt, events }: Pick<Scenario, 'startAt' | 'events'>): readonly SimulatedEvent[] {
  const start = Date.parse(startAt);
  return [...events]
    .sort((one, other) => one.afterMinutes - other.afterMinutes)
    .map(({ afterMinutes, type, payload }) => ({ at: new Date(start + afterMinutes * 60_000).toISOString(), type, payload }));
}
