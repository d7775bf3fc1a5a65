import type { BusinessEvent, EventType } from '@noi/events';
import type { EntryDesk } from './entry.ts';
import type { NewEvent } from './events.ts';
import type { ReceiptWriter } from './messages.ts';
import type { NewRun, SubscriptionRow } from './newRuns.ts';
import type { OrderWriter } from './orders.ts';
import type { RunRow } from './runRows.ts';
import type { WaitWriter } from './waits.ts';

/** One batch of undispatched events, locked by this transaction (`FOR UPDATE SKIP LOCKED`). Everything written through it commits together with `dispatched_at`. */
export interface DispatchBatch {
  readonly events: readonly BusinessEvent[];
  readonly orders: OrderWriter;
  readonly messages: ReceiptWriter;
  /** Of the flows with rules; the runs of all others are made by `createRuns`. */
  readonly entry: EntryDesk;
  readonly waits: WaitWriter;
  /** Adds an event that the product derives (`order.delivered`); ignored when its key exists. It is dispatched in a later batch. */
  derive(event: NewEvent): Promise<void>;
  /** Live flows that listen to these event types. For those that are found paused, the batch's events are noted as missed. */
  subscriptions(keys: readonly { workspaceId: string; event: EventType }[]): Promise<readonly SubscriptionRow[]>;
  /** Records runs whose (flow, entry key) is new, in state `starting`; returns only those. */
  createRuns(runs: readonly NewRun[]): Promise<readonly RunRow[]>;
}

export interface DispatchRepository {
  /**
   * Locks up to `limit` undispatched events in order of arrival, hands them to `work`, and commits all of it together. Returns how many.
   * When `work` fails, or the database does (a deadlock with another dispatcher), nothing of it remains and the events are taken again later.
   */
  batch(limit: number, work: (batch: DispatchBatch) => Promise<void>): Promise<number>;
  /**
   * The same for up to `limit` events of pauses that shall start their flow after all; of a flow that is paused again they stay. `flows` names the flows
   * of each event. Nothing else is done with these events: they were dispatched when they came. They are taken flow by flow, in order of arrival; those
   * that were to be left are let go without `work`.
   */
  missed(limit: number, work: (batch: DispatchBatch, flows: ReadonlyMap<string, ReadonlySet<string>>) => Promise<void>): Promise<number>;
  /**
   * Leaves an event that nobody can work as it is: it is not taken again. `false` when it was dispatched already.
   */
  setAside(event: { readonly workspaceId: string; readonly id: string }): Promise<boolean>;
  /** The same for an event of a pause, which the flow then never hears. `false` when it was taken already. */
  leaveMissed(pair: { readonly workspaceId: string; readonly flowId: string; readonly eventId: string }): Promise<boolean>;
  /** Calls back when events were stored (`LISTEN/NOTIFY`); the returned function stops. */
  onStored(listener: () => void): Promise<() => Promise<void>>;
}
