import type { EventType } from '@noi/events';
import { evaluateRules } from '../rules/evaluateRules.ts';
import type { AwaitedEvent } from './awaitedEvent.ts';

/** The part of a recorded event by which it is known whether somebody waits for it. */
export interface HeardEvent {
  readonly type: EventType;
  readonly source: string;
  readonly connectionId: string | null;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Whether an event is what is waited for. That it concerns the run is told by keys (`matchKeysOf`, `listeningKey`), which are compared before. */
export function fitsAwaited(awaited: AwaitedEvent, event: HeardEvent): boolean {
  if (awaited.event !== event.type) return false;
  if (awaited.source !== undefined && awaited.source !== event.source) return false;
  if (awaited.connectionId !== undefined && awaited.connectionId !== event.connectionId) return false;
  const now = Date.parse(event.receivedAt);
  if (now < awaited.since) return false;
  const data = { trigger: {}, steps: {}, event: event.payload };
  return awaited.rule === undefined || evaluateRules({ rule: awaited.rule, data, now, timezone: awaited.timezone });
}
