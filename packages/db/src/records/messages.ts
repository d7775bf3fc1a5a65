import type { StepError, StepId } from '@noi/flow';

export type MessageState = 'reserved' | 'sent' | 'delivered' | 'failed' | 'unknown';

export interface MessageKey {
  readonly workspaceId: string;
  readonly runId: string;
  readonly scope: string;
  readonly stepId: StepId;
  readonly visit: number;
}

export interface MessageRow extends MessageKey {
  readonly flowId: string;
  readonly connectionId: string | null;
  readonly trackingId: string;
  readonly channel: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly preview: string;
  readonly state: MessageState;
  readonly providerMessageId: string | null;
  readonly error: StepError | null;
  readonly priceVnd: number | null;
  readonly reservedAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly ratedStars: number | null;
}

/** Lands receipts on ledger rows inside the dispatcher's transaction. */
export interface ReceiptWriter {
  find(key: { workspaceId: string; providerMessageId?: string; trackingId?: string }): Promise<MessageRow | null>;
  save(key: MessageKey, change: Partial<Pick<MessageRow, 'state' | 'providerMessageId' | 'deliveredAt' | 'ratedStars' | 'error'>>): Promise<void>;
}

/** Whom a message addresses, and as what. */
export type SentKey = Pick<MessageRow, 'workspaceId' | 'recipient' | 'channel' | 'purpose'>;

/** What is known of a message before any provider is asked. */
export type NewMessage = Omit<MessageRow, 'state' | 'providerMessageId' | 'error' | 'reservedAt' | 'sentAt' | 'deliveredAt' | 'ratedStars'>;

export interface MessageRepository {
  /** Group commit: reservations of one tick go in with one statement. `false` when the row already existed (returned as `row`), or is refused because its flow is paused (`null`). */
  reserve(row: NewMessage): Promise<{ readonly isNew: boolean; readonly row: MessageRow | null }>;
  /**
   * Reserves what depends on how much this person got: `objection` is told the messages of this recipient, channel and purpose since each time, and
   * gives `null` to let the row be written. Whoever asks for the same person waits until then, so that two never both take the last place under a cap.
   * A row that exists is returned without asking, but for one that is `unknown`: to send that again is as much of a question, in which it does not count itself.
   */
  reserveUnless<T>(
    row: NewMessage,
    question: { readonly since: readonly Date[]; objection(counts: readonly number[]): T | null },
  ): Promise<{ readonly isNew: boolean; readonly row: MessageRow | null } | { readonly objection: T }>;
  /** Messages to this person since each time that went out or may have: all but the failed. */
  countSent(key: SentKey & { readonly since: readonly Date[] }): Promise<readonly number[]>;
  /** Group commit. `reserved → sent | failed | unknown`; never turns a later state back. */
  settle(key: MessageKey, change: { state: 'sent' | 'failed' | 'unknown'; providerMessageId?: string; error?: StepError; at: Date }): Promise<void>;
  /** `unknown → reserved`, for a call that is made again on purpose. `false` when the row is not unknown any more. */
  reserveAgain(key: MessageKey): Promise<boolean>;
  /** Takes back a reservation whose call surely did not happen, so that a retry may reserve again; where `reservedAt` is given, only the one of that time. */
  release(key: MessageKey & { readonly reservedAt?: Date }): Promise<void>;
  get(key: MessageKey): Promise<MessageRow | null>;
  list(key: { workspaceId: string; flowId?: string; runId?: string; state?: MessageState; before?: Date; limit: number }): Promise<readonly MessageRow[]>;
}
