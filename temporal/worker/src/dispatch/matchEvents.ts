import type { SubscriptionRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';

/** One flow that one event starts. */
export interface Match {
  readonly event: BusinessEvent;
  readonly subscription: SubscriptionRow;
}

/** Which flows the events start, in order of arrival. */
export function matchEvents(events: readonly BusinessEvent[], subscriptions: readonly SubscriptionRow[]): Match[] {
  const listeners = new Map<string, SubscriptionRow[]>();
  for (const subscription of subscriptions) {
    const key = `${subscription.workspaceId}/${subscription.event}`;
    listeners.set(key, [...(listeners.get(key) ?? []), subscription]);
  }
  return events.flatMap((event) =>
    (listeners.get(`${event.workspaceId}/${event.type}`) ?? [])
      .filter((subscription) => hears(subscription, event))
      .map((subscription) => ({ event, subscription })),
  );
}

function hears(subscription: SubscriptionRow, event: BusinessEvent): boolean {
  if (subscription.source !== null && subscription.source !== event.source) return false;
  if (subscription.connectionId !== null && subscription.connectionId !== event.connectionId) return false;
  // A press on "run now" or a due time of a schedule starts its own flow, and no other.
  return !('flowId' in event.payload) || event.payload.flowId === subscription.flowId;
}
