import type { PlanEvent } from '../plan/Plan.ts';
import { fillRule } from '../rules/fillRule.ts';
import type { Awaited, RunData } from '../run/RunPorts.ts';

export type AwaitedEvent = Extract<Awaited, { kind: 'event' }>;

export interface AwaitedEventRequest {
  readonly on: PlanEvent;
  /** What the templates of its rule may read. */
  readonly data: RunData;
  /** Epoch ms: events that were received before do not count. */
  readonly since: number;
  readonly timezone: string;
  /** Epoch ms. */
  readonly now: number;
}

/** What a step or a goal listens to, as plain data that needs neither its plan nor its run any more. */
export function awaitedEvent({ on, data, since, timezone, now }: AwaitedEventRequest): AwaitedEvent {
  const { event, source, connectionId, belongs, rule } = on;
  return {
    kind: 'event',
    event,
    ...(source === undefined ? {} : { source }),
    ...(connectionId === undefined ? {} : { connectionId }),
    belongs,
    ...(rule === undefined ? {} : { rule: fillRule({ rule, data, timezone, now }) }),
    since,
    timezone,
  };
}
