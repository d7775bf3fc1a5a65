import type { BusinessEvent, EventType, ParsedEvent } from '@noi/events';

export interface NewEvent {
  readonly workspaceId: string;
  readonly source: string;
  readonly connectionId: string | null;
  readonly event: ParsedEvent;
  /** W3C trace context of what brings it. */
  readonly trace?: string | undefined;
}

export interface EventRepository {
  /** Stores those whose (workspace, source, externalId) is new and wakes the dispatcher, in one transaction. Returns which were new. */
  store(events: readonly NewEvent[]): Promise<readonly { readonly id: string; readonly isNew: boolean }[]>;
  list(key: { workspaceId: string; type?: EventType; before?: string; limit: number }): Promise<readonly BusinessEvent[]>;
  get(key: { workspaceId: string; id: string }): Promise<BusinessEvent | null>;
}
