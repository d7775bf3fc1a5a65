import { EventType } from '@noi/events';
import { z } from 'zod';

const Payload = z.record(z.string(), z.unknown());

/** The longest time that a scenario looks at. */
export const mostDays = 90;

/** Something that comes in while a flow is tried, so long after its start. */
export const ScenarioEvent = z.object({
  afterMinutes: z
    .number()
    .int()
    .min(0)
    .max(mostDays * 1_440),
  type: EventType,
  payload: Payload,
});
export type ScenarioEvent = z.infer<typeof ScenarioEvent>;

/** What a flow is tried with: an event on a fixed clock, and what comes in after it. All that a result depends on, besides the flow itself. */
export const Scenario = z.object({
  /** Without it the trigger's sample. */
  event: z.object({ type: EventType, payload: Payload }).optional(),
  startAt: z.iso.datetime(),
  /** For how long the run is looked at. */
  days: z.number().int().min(1).max(mostDays),
  events: z.array(ScenarioEvent).max(50),
  /** What people say when they are asked, at once: `nobody` answers before the time-out. */
  approve: z.enum(['approved', 'rejected', 'nobody']),
  /** Outputs that steps give instead of being asked, by the step's id; the trigger's stands in for its sample. */
  pins: z.record(z.string(), Payload).optional(),
});
export type Scenario = z.infer<typeof Scenario>;
