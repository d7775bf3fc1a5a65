import type { ParsedEvent } from '@noi/events';
import { DateTime } from 'luxon';

export interface DueFact {
  readonly flowId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly timezone: string;
  /** The due time before it; absent at the first. */
  readonly previous?: number;
}

/** The event of one due time. Whoever stores it, and however often, it is the same event. */
export function dueEvent({ flowId, at, timezone, previous }: DueFact): ParsedEvent<'schedule.due'> {
  const dueAt = new Date(at).toISOString();
  const localTime = DateTime.fromMillis(at, { zone: timezone }).toFormat('dd/MM/yyyy HH:mm');
  const previousDueAt = previous === undefined ? {} : { previousDueAt: new Date(previous).toISOString() };
  return { type: 'schedule.due', externalId: `${flowId}:${dueAt}`, occurredAt: dueAt, payload: { flowId, dueAt, localTime, ...previousDueAt } };
}
