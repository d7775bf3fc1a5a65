import type { EventType, Text } from '@noi/events';
import type { AlertFacts, AlertKind, AlertNotice, Blame } from '@noi/flow';

/** Where a shop wants to be told; a channel that is absent is not used. */
export interface AlertChannels {
  /** Through the shop's own mail account. */
  readonly email?: { readonly connectionId: string; readonly to: readonly string[] };
  readonly webhook?: { readonly url: string };
  readonly zalo?: { readonly connectionId: string; readonly userId: string };
}

export type AlertChannel = keyof AlertChannels;

export interface WatchSettings {
  readonly channels: AlertChannels;
  /** Least time between two notices of one alert. */
  readonly quietMinutes: number;
  /** Age at which the data of ended runs' steps goes, and that of events. */
  readonly stepDataDays: number;
  readonly eventDays: number;
  /** Of the webhook; opened by the secret box. */
  readonly sealedSecret: Uint8Array | null;
}

export interface AlertRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: AlertNotice['kind'];
  readonly key: string;
  readonly blame: Blame;
  readonly facts: AlertFacts;
  readonly count: number;
  readonly openedAt: Date;
  readonly lastAt: Date;
  readonly seenAt: Date | null;
  readonly mutedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly deliveries: readonly { readonly channel: AlertChannel; readonly target: string; readonly state: DeliveryState; readonly problem: Text | null }[];
}

export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed';

export interface DeliveryKey {
  readonly workspaceId: string;
  readonly alertId: string;
  readonly round: number;
  readonly channel: AlertChannel;
  readonly target: string;
}

export interface DueDelivery extends DeliveryKey {
  readonly content: AlertNotice;
  /** This try, counted from 1. */
  readonly tries: number;
  /** The try before this one was begun and never ended: its process died, so perhaps it got through. */
  readonly isInterrupted: boolean;
}

/** What live flows listen to, of which silence can be told: one entry per flow. */
export interface PacedSource {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly timezone: string;
  readonly event: EventType;
  readonly source: string | null;
  readonly connectionId: string | null;
}

export interface AlertRepository {
  settings(workspaceId: string): Promise<WatchSettings>;
  saveSettings(workspaceId: string, settings: Omit<WatchSettings, 'sealedSecret'> & { sealedSecret?: Uint8Array }): Promise<void>;
  /** Counts failed runs that no alert has counted, each once, under their cause; returns how many there were. */
  countFailures(request: { now: Date; limit: number }): Promise<number>;
  /** The same for messages of which nobody knows whether they went out. */
  countUnknown(request: { now: Date; limit: number }): Promise<number>;
  /** Opens an alert for each account that wants attention, and ends those of accounts that work again. */
  followConnections(request: { now: Date }): Promise<void>;
  sources(): Promise<readonly PacedSource[]>;
  /** Events of a source in each of the last `hours` hours, oldest first. */
  pace(source: PacedSource, request: { now: Date; hours: number }): Promise<readonly number[]>;
  /** Opens the alert of a quiet trigger, or tells the open one how long it has been by now; `null` ends it. */
  followQuiet(source: PacedSource, found: { quietHours: number; usualPerDay: number } | null, now: Date): Promise<void>;
  /** Ends alerts about the silence of what no live flow listens to any more: it was paused, removed, or published with another trigger. */
  endUnlistened(now: Date): Promise<void>;
  /** Ends alerts of causes that did not show for a day; muted ones for a week. */
  endOld(now: Date): Promise<void>;
  /** Turns what is to be told into deliveries, one for each target of the shop's channels; a channel that is not set is left out. Returns how many alerts were told. */
  makeNotices(request: { now: Date; limit: number }): Promise<number>;
  /** Deliveries that are due, leased to the caller until `leaseUntil`. */
  claimDeliveries(request: { now: Date; leaseUntil: Date; limit: number }): Promise<readonly DueDelivery[]>;
  settleDelivery(
    key: DeliveryKey,
    end: { state: 'sent' | 'failed'; at: Date; problem?: Text } | { state: 'pending'; nextAt: Date; problem: Text },
  ): Promise<void>;
  /** When something is to be told or delivered next. */
  nextAt(): Promise<Date | null>;
  list(key: { workspaceId: string; isOpen?: boolean; kind?: AlertKind; limit: number }): Promise<readonly AlertRow[]>;
  countUnseen(workspaceId: string): Promise<number>;
  markSeen(key: { workspaceId: string; at: Date }): Promise<void>;
  setMuted(key: { workspaceId: string; id: string; at: Date | null }): Promise<boolean>;
  /** Puts a test notice on its way to every channel that is set; `false` where none is. */
  sendTest(key: { workspaceId: string; at: Date }): Promise<boolean>;
}
