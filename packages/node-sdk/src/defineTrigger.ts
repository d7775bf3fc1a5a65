import type { EventType, ParsedEvent, Text } from '@noi/events';
import type { z } from 'zod';
import type { ConnectionDefinition, ConnectionValues } from './defineConnection.ts';

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
