import type { ErrorCode } from '@noi/errors';
import type { BusinessEvent, EventType, ParsedEvent, Text } from '@noi/events';
import type { FlowCommand, FlowGraph, Plan, RunOutcome, StepError, StepId, StepRecord, StepRunState } from '@noi/flow';

/** Ids are UUIDv7 unless said otherwise; times are `Date`s; every call names its workspace unless the key itself is secret or global. */

export interface ConnectionRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly packageId: string;
  readonly type: string;
  readonly name: string;
  readonly mode: 'live' | 'sandbox';
  readonly state: 'ok' | 'attention';
  readonly problem: Text | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly sealedSecrets: Uint8Array;
  readonly doorToken: string;
  readonly revision: number;
  readonly refreshBeganAt: Date | null;
  readonly testedAt: Date | null;
  readonly account: string | null;
  readonly createdAt: Date;
}

export interface ConnectionRepository {
  list(workspaceId: string): Promise<readonly ConnectionRow[]>;
  get(key: { workspaceId: string; id: string }): Promise<ConnectionRow | null>;
  /** By the secret part of its webhook address. */
  getByDoor(doorToken: string): Promise<ConnectionRow | null>;
  create(row: Pick<ConnectionRow, 'workspaceId' | 'packageId' | 'type' | 'name' | 'mode' | 'settings' | 'sealedSecrets' | 'doorToken'>): Promise<ConnectionRow>;
  /** Raises the revision when values change. */
  update(
    key: { workspaceId: string; id: string },
    change: Partial<Pick<ConnectionRow, 'name' | 'settings' | 'sealedSecrets' | 'state' | 'problem' | 'testedAt' | 'account'>>,
  ): Promise<ConnectionRow>;
  remove(key: { workspaceId: string; id: string }): Promise<void>;
  /** Marks, and commits, that the credentials of `revision` are about to be refreshed. `false` when they changed or a refresh is under way. */
  beginRefresh(key: { workspaceId: string; id: string; revision: number }, now: Date): Promise<boolean>;
  /** Stores the new credentials and ends the refresh, in one transaction. */
  endRefresh(
    key: { workspaceId: string; id: string; revision: number },
    values: { settings: Readonly<Record<string, string>>; sealedSecrets: Uint8Array },
  ): Promise<void>;
  /** Ends a refresh that the provider refused (nothing was spent) and flags the connection when `problem` is given. */
  failRefresh(key: { workspaceId: string; id: string; revision: number }, problem: Text | null): Promise<void>;
}

export interface DoorRejectionRow {
  readonly connectionId: string;
  readonly hour: Date;
  readonly code: ErrorCode;
  readonly count: number;
  readonly lastReason: Text;
  readonly lastAt: Date;
}

export interface DoorRepository {
  reject(rejection: { workspaceId: string; connectionId: string; code: ErrorCode; reason: Text; at: Date }): Promise<void>;
  rejections(key: { workspaceId: string; connectionId?: string; since: Date }): Promise<readonly DoorRejectionRow[]>;
}

export interface NewEvent {
  readonly workspaceId: string;
  readonly source: string;
  readonly connectionId: string | null;
  readonly event: ParsedEvent;
}

export interface EventRepository {
  /** Stores those whose (workspace, source, externalId) is new and wakes the dispatcher, in one transaction. Returns which were new. */
  store(events: readonly NewEvent[]): Promise<readonly { readonly id: string; readonly isNew: boolean }[]>;
  list(key: { workspaceId: string; type?: EventType; before?: string; limit: number }): Promise<readonly BusinessEvent[]>;
  get(key: { workspaceId: string; id: string }): Promise<BusinessEvent | null>;
}

/** One batch of undispatched events, locked by this transaction (`FOR UPDATE SKIP LOCKED`). Everything written through it commits together with `dispatched_at`. */
export interface DispatchBatch {
  readonly events: readonly BusinessEvent[];
  readonly orders: OrderWriter;
  readonly messages: ReceiptWriter;
  /** Adds an event that the product derives (`order.delivered`); ignored when its key exists. It is dispatched in a later batch. */
  derive(event: NewEvent): Promise<void>;
  /** Live flows that listen to these event types. */
  subscriptions(keys: readonly { workspaceId: string; event: EventType }[]): Promise<readonly SubscriptionRow[]>;
  /** Records runs whose (flow, entry key) is new, in state `starting`; returns only those. */
  createRuns(runs: readonly NewRun[]): Promise<readonly RunRow[]>;
}

export interface SubscriptionRow {
  readonly flowId: string;
  readonly workspaceId: string;
  readonly versionId: string;
  readonly planHash: string;
  readonly event: EventType;
  readonly source: string | null;
  readonly connectionId: string | null;
}

export interface NewRun {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly planHash: string;
  readonly engine: number;
  readonly workflowId: string;
  readonly eventId: string;
  readonly entryKey: string;
  readonly subject: string | null;
  readonly customer: string | null;
}

export interface OrderRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly source: string;
  readonly externalId: string;
  readonly code: string;
  readonly state: string;
  /** Payload `Order` of packages/events. */
  readonly facts: unknown;
  readonly factsAt: Date;
  readonly reportedDeliveredAt: Date | null;
  readonly deliveredAt: Date | null;
}

export interface ShipmentRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly source: string;
  readonly trackingCode: string;
  readonly orderCode: string | null;
  readonly orderId: string | null;
  readonly state: string;
  readonly facts: unknown;
  readonly factsAt: Date;
  readonly deliveredAt: Date | null;
}

/** Reads lock the rows (`FOR UPDATE`), so that two dispatchers fold one order one after the other. */
export interface OrderWriter {
  /** Until the transaction ends, no one else folds anything that carries these codes (order codes, tracking codes), whether rows exist or not. Ask once, for all codes of a batch. */
  lock(keys: readonly { workspaceId: string; code: string }[]): Promise<void>;
  getOrder(key: { workspaceId: string; id: string }): Promise<OrderRow | null>;
  findOrder(key: { workspaceId: string; source: string; externalId: string }): Promise<OrderRow | null>;
  /** Orders whose facts name this tracking code, newest first. */
  findOrdersByTracking(key: { workspaceId: string; trackingCode: string }): Promise<readonly OrderRow[]>;
  /** Every order with this normalised code, whatever its source, newest first. */
  findOrdersByCode(key: { workspaceId: string; code: string }): Promise<readonly OrderRow[]>;
  findShipment(key: { workspaceId: string; source: string; trackingCode: string }): Promise<ShipmentRow | null>;
  /** Parcels of the order: linked ones, any that carry its tracking codes, and unlinked ones that carry its code. */
  findShipmentsOf(key: { workspaceId: string; orderId?: string; code?: string; trackingCodes?: readonly string[] }): Promise<readonly ShipmentRow[]>;
  saveOrder(row: Omit<OrderRow, 'id'> & { id?: string; total: number; customerName: string | null; phone: string | null; placedAt: Date }): Promise<OrderRow>;
  saveShipment(row: Omit<ShipmentRow, 'id'> & { id?: string }): Promise<ShipmentRow>;
}

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

export interface MessageRepository {
  /** Group commit: reservations of one tick go in with one statement. `false` when the row already existed (returned as `row`). */
  reserve(
    rows: Omit<MessageRow, 'state' | 'providerMessageId' | 'error' | 'reservedAt' | 'sentAt' | 'deliveredAt' | 'ratedStars'>,
  ): Promise<{ readonly isNew: boolean; readonly row: MessageRow }>;
  /** Group commit. `reserved → sent | failed | unknown`; never turns a later state back. */
  settle(key: MessageKey, change: { state: 'sent' | 'failed' | 'unknown'; providerMessageId?: string; error?: StepError; at: Date }): Promise<void>;
  /** Takes back a reservation whose call surely did not happen, so that a retry may reserve again. */
  release(key: MessageKey): Promise<void>;
  get(key: MessageKey): Promise<MessageRow | null>;
  list(key: { workspaceId: string; flowId?: string; runId?: string; state?: MessageState; before?: Date; limit: number }): Promise<readonly MessageRow[]>;
}

export type FlowStatus = 'draft' | 'live' | 'paused';

export interface FlowRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly graph: FlowGraph;
  readonly revision: number;
  readonly status: FlowStatus;
  readonly liveVersionId: string | null;
  /** Number of the live version, and the draft revision it was made from is newer or equal. */
  readonly liveVersion: number | null;
  /** The draft differs from the live version. */
  readonly isChanged: boolean;
  readonly templateId: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface FlowEditRow {
  readonly revision: number;
  readonly command: FlowCommand;
  readonly inverse: FlowCommand;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly of: number | null;
  readonly clientKey: string;
  readonly userId: string | null;
  readonly at: Date;
}

export interface FlowVersionRow {
  readonly id: string;
  readonly flowId: string;
  readonly number: number;
  readonly name: string | null;
  readonly graph: FlowGraph;
  readonly planHash: string;
  readonly publishedBy: string | null;
  readonly publishedAt: Date;
}

export interface FlowRepository {
  list(workspaceId: string): Promise<
    readonly (Omit<FlowRow, 'graph'> & {
      readonly runs: { readonly active: number; readonly failed: number; readonly total: number };
      readonly lastRunAt: Date | null;
    })[]
  >;
  get(key: { workspaceId: string; id: string }): Promise<FlowRow | null>;
  create(flow: { workspaceId: string; name: string; graph: FlowGraph; templateId?: string }): Promise<FlowRow>;
  rename(key: { workspaceId: string; id: string }, name: string): Promise<void>;
  remove(key: { workspaceId: string; id: string }): Promise<void>;
  /**
   * Appends edits and stores the resulting graph when the draft is still at `baseRevision`, else throws `revision_conflict` with the current revision.
   * Edits whose client key is known are left out.
   */
  edit(
    key: { workspaceId: string; id: string },
    change: { baseRevision: number; graph: FlowGraph; edits: readonly Omit<FlowEditRow, 'revision' | 'at'>[] },
  ): Promise<FlowRow>;
  /** Newest first. */
  edits(key: { workspaceId: string; id: string; after?: number; limit: number }): Promise<readonly FlowEditRow[]>;
  /** Freezes `graph` as the next version, stores its plan, makes it live and replaces the subscription, in one transaction. */
  publish(request: {
    workspaceId: string;
    id: string;
    graph: FlowGraph;
    plan: Plan;
    subscription: { event: EventType; source?: string; connectionId?: string };
    publishedBy: string | null;
    name?: string;
  }): Promise<FlowVersionRow>;
  setStatus(key: { workspaceId: string; id: string }, status: 'live' | 'paused'): Promise<void>;
  versions(key: { workspaceId: string; id: string }): Promise<readonly FlowVersionRow[]>;
  version(key: { workspaceId: string; versionId: string }): Promise<FlowVersionRow | null>;
  plan(key: { workspaceId: string; hash: string }): Promise<Plan | null>;
}

export type RunState = 'starting' | 'running' | 'waiting' | 'done' | 'failed' | 'stopped';

export interface RunRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly flowId: string;
  readonly versionId: string;
  readonly planHash: string;
  readonly engine: number;
  readonly workflowId: string;
  readonly eventId: string;
  readonly state: RunState;
  readonly subject: string | null;
  readonly customer: string | null;
  readonly error: StepError | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export interface StepRunRow {
  readonly runId: string;
  readonly scope: string;
  readonly stepId: StepId;
  readonly visit: number;
  readonly attempt: number;
  readonly state: StepRunState;
  readonly input: unknown;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly error: StepError | null;
  readonly reason: Text | null;
  readonly port: string | null;
  readonly attempts: readonly { readonly attempt: number; readonly startedAt: string; readonly endedAt: string | null; readonly error?: StepError }[];
  readonly waitUntil: Date | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export interface StepRunKey {
  readonly workspaceId: string;
  readonly runId: string;
  readonly scope: string;
  readonly stepId: StepId;
  readonly visit: number;
}

/** A run as lists and its own page show it. */
export interface ListedRun extends RunRow {
  readonly flowName: string;
  readonly version: number;
  /** The open wait or back-off that ends first, while the run is not over. */
  readonly waiting: { readonly stepId: StepId; readonly until: Date | null } | null;
}

export interface RunRepository {
  list(key: { workspaceId: string; flowId?: string; state?: RunState; before?: string; limit: number }): Promise<readonly ListedRun[]>;
  get(key: { workspaceId: string; id: string }): Promise<ListedRun | null>;
  stepRuns(key: { workspaceId: string; runId: string }): Promise<readonly StepRunRow[]>;
  /** Group commit: the interpreter's records, and the run's own state when they end or suspend it. Later states of a step run are never turned back. */
  record(entry: {
    workspaceId: string;
    runId: string;
    records: readonly StepRecord[];
    state?: 'running' | 'waiting';
    outcome?: RunOutcome;
    at: Date;
  }): Promise<void>;
  /** Group commit: opens a try of an effect step; returns the step run as it stood, so that a finished one is answered from its checkpoint. */
  beginStep(entry: StepRunKey & { attempt: number; input: unknown; at: Date }): Promise<{ readonly before: StepRunRow | null }>;
  /** Group commit: the checkpoint. */
  endStep(
    entry: StepRunKey & {
      attempt: number;
      at: Date;
      input?: unknown;
      state: 'done' | 'failed' | 'skipped' | 'retrying';
      output?: Readonly<Record<string, unknown>>;
      error?: StepError;
      reason?: Text;
      port?: string;
    },
  ): Promise<void>;
  /** Runs whose start was committed but perhaps not done (`starting`, older than `olderThan`), with their entry events, locked against other dispatchers. */
  unstarted(request: { olderThan: Date; limit: number }): Promise<readonly RunRow[]>;
  markStarted(runs: readonly { workspaceId: string; id: string }[]): Promise<void>;
}

export interface DispatchRepository {
  /** Locks up to `limit` undispatched events in order of arrival, hands them to `work`, and commits all of it together. Returns how many. */
  batch(limit: number, work: (batch: DispatchBatch) => Promise<void>): Promise<number>;
  /** Calls back when events were stored (`LISTEN/NOTIFY`); the returned function stops. */
  onStored(listener: () => void): Promise<() => Promise<void>>;
}

/** One row changed, for live views. Ids only, never content. */
export interface Change {
  readonly workspaceId: string;
  readonly kind: 'run' | 'message' | 'event' | 'flow' | 'connection';
  readonly id: string;
}

export interface ChangeFeed {
  /** Tells every process that listens; small and lossy, views re-read on reconnect. */
  announce(changes: readonly Change[]): Promise<void>;
  listen(listener: (change: Change) => void): Promise<() => Promise<void>>;
}

export interface ApiKeyRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface WorkspaceRepository {
  get(id: string): Promise<{ readonly id: string; readonly name: string; readonly timezone: string } | null>;
  /** The member's first workspace and role. */
  membership(userId: string): Promise<{ readonly workspaceId: string; readonly role: string } | null>;
  hasAnyUser(): Promise<boolean>;
  create(workspace: { name: string; slug: string; ownerId: string }): Promise<{ readonly id: string }>;
  apiKeys(workspaceId: string): Promise<readonly ApiKeyRow[]>;
  createApiKey(key: { workspaceId: string; name: string; prefix: string; hash: string }): Promise<ApiKeyRow>;
  /** Also notes its use, at most once a minute. */
  apiKeyByHash(hash: string): Promise<ApiKeyRow | null>;
  revokeApiKey(key: { workspaceId: string; id: string }): Promise<void>;
}

export interface SandboxRepository {
  get(packageId: string, key: string): Promise<unknown>;
  set(packageId: string, key: string, value: unknown): Promise<void>;
  delete(packageId: string, key: string): Promise<void>;
  list(packageId: string, prefix: string): Promise<readonly { readonly key: string; readonly value: unknown }[]>;
  addCallback(callback: { packageId: string; url: string; headers: Readonly<Record<string, string>>; body: string; dueAt: Date }): Promise<string>;
  dueCallbacks(
    now: Date,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string;
      readonly packageId: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly tries: number;
    }[]
  >;
  /** Ends it when `next` is null, else tries again at `next`. */
  answeredCallback(id: string, answer: { status: number | null; next: Date | null; at: Date }): Promise<void>;
  showOnPhone(message: { id: string; packageId: string; to: string; channel: string; content: unknown; sentAt: Date }): Promise<void>;
  /** Conversations by recipient, newest first. */
  phoneThreads(limit: number): Promise<readonly { readonly to: string; readonly lastAt: Date; readonly count: number }[]>;
  /** Oldest first. */
  phoneMessages(
    to: string,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string;
      readonly packageId: string;
      readonly to: string;
      readonly content: unknown;
      readonly taps: readonly unknown[];
      readonly sentAt: Date;
    }[]
  >;
  tapped(messageId: string, tap: unknown): Promise<{ readonly packageId: string } | null>;
}

/** Every record family. One connection pool per process. */
export interface Db {
  readonly connections: ConnectionRepository;
  readonly doors: DoorRepository;
  readonly events: EventRepository;
  readonly dispatch: DispatchRepository;
  readonly flows: FlowRepository;
  readonly runs: RunRepository;
  readonly messages: MessageRepository;
  readonly workspaces: WorkspaceRepository;
  readonly sandbox: SandboxRepository;
  readonly changes: ChangeFeed;
  ping(): Promise<void>;
  close(): Promise<void>;
}
