import type { EventType, ParsedEvent, Text } from '@noi/events';
import type { z } from 'zod';
import type { Logger } from './defineAction.ts';
import type { ConnectionDefinition, ConnectionValues } from './defineConnection.ts';
import type { HttpClient } from './HttpClient.ts';

/** A delivery at the door, untouched. Header names are lower case. */
export interface RawDelivery {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAt: Date;
}

/** `ok: false` answers 401 and is counted; `reason` is for the shop's eyes (which check failed, never the expected value). */
export type Verification = { readonly ok: true } | { readonly ok: false; readonly reason: Text };

/**
 * A provider's callback address. One connection has one door; every trigger of the package may share it.
 * `parse` is called only after `verify` said yes and may return nothing for deliveries that mean nothing to us.
 */
export interface WebhookDefinition {
  /** Answers a provider's registration probe (GET challenge); `null` lets the delivery go on to `verify`. */
  handshake?(delivery: RawDelivery, values: ConnectionValues): { status: number; body: string } | null;
  verify(delivery: RawDelivery, values: ConnectionValues): Verification;
  /** Throws `UnreadableDelivery` for a body that cannot be read (answered 400). */
  parse(delivery: RawDelivery): readonly ParsedEvent[];
}

/** One look at a provider: what is new since the cursor. */
export interface PollContext {
  readonly http: HttpClient;
  /** What the connection's `openClient` made; `undefined` for HTTP connections. */
  readonly client: unknown;
  /** The values of the connection's form that are no secrets. */
  readonly values: ConnectionValues;
  /** As the last page left it, read back from JSON; null at the first look, which begins at `now` and brings no past. */
  readonly cursor: unknown;
  readonly now: Date;
  readonly logger: Logger;
}

export interface PollPage {
  readonly events: readonly ParsedEvent[];
  /** Plain JSON. It is kept together with the events, so that a crash neither skips nor doubles. */
  readonly cursor: unknown;
  /** There is another page to read at once. */
  readonly hasMore?: boolean;
}

/**
 * Fetches events where a provider does not call. One account is polled once for all flows; every trigger of the package may share it. Overlap pages
 * rather than miss something: external ids make a repeat harmless. Where there are webhooks too, give the ids that they give.
 */
export interface PollDefinition {
  /** `<package>.<name>`, as in `haravan.orders`: names the cursor for ever. */
  readonly id: string;
  readonly everySeconds: number;
  /** Whose limit its calls count for, one for each page; the package's id where left out, as with actions. */
  readonly rateClass?: string;
  /** Fetches one page. Throws a `NodeError`; a failing poll is repeated with growing pauses. */
  poll(context: PollContext): Promise<PollPage>;
}

/** Thrown by `parse` when the body is not what the provider documents. */
export class UnreadableDelivery extends Error {
  override readonly name = 'UnreadableDelivery';
}

export interface TriggerDefinition {
  /** `<package>.<nounPastParticiple>`, as in `haravan.orderCreated`. */
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  readonly summary: Text;
  /** The business event that starts the flow. Its payload is what later steps map. */
  readonly event: EventType;
  /** Restricts to events of this package; left out on neutral triggers, which take the event whatever system sent it. */
  readonly source?: string;
  /** The account that must exist for this trigger to hear anything. */
  readonly connection?: ConnectionDefinition;
  readonly webhook?: WebhookDefinition;
  /** How its events are fetched, instead of or beside the webhook. */
  readonly poll?: PollDefinition;
  /** What the person who places it fills in; without it there is nothing to fill in. */
  readonly input?: z.ZodObject;
  /** Words that find it in the palette, beside its title. */
  readonly keywords?: readonly string[];
}

/**
 * Declares one thing that can start a flow.
 *
 * @example
 * ```ts
 * export const orderCreated = defineTrigger({
 *   id: 'haravan.orderCreated', version: 1, event: 'order.created', source: 'haravan',
 *   title: { vi: 'Haravan: có đơn mới', en: 'Haravan: order created' },
 *   summary: { vi: 'Khi shop Haravan có đơn mới', en: 'When the Haravan shop gets an order' },
 *   connection: haravanShop, webhook: haravanWebhook,
 * });
 * ```
 * @public
 */
export function defineTrigger(definition: TriggerDefinition): TriggerDefinition {
  return definition;
}
