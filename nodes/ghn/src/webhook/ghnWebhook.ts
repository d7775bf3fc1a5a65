import { timingSafeEqual } from 'node:crypto';
import type { Shipment } from '@noi/events';
import { type ParsedEvent, type RawDelivery, UnreadableDelivery, type Verification, type WebhookDefinition } from '@noi/node-sdk';
import { z } from 'zod';
import { shipmentState } from '../api/shipmentState.ts';

/** The callback's fields that Nối reads; GHN sends many more, and may send `null` for any of them. */
const GhnCallback = z.object({
  OrderCode: z.string().min(1),
  ClientOrderCode: z.string().nullish(),
  Status: z.string().default(''),
  Type: z.string(),
  Time: z.string(),
  CODAmount: z.number().nullish(),
  Reason: z.string().nullish(),
});
type GhnCallback = z.infer<typeof GhnCallback>;

/** GHN's callbacks: JSON in PascalCase, no signature, a header agreed at registration. */
export const ghnWebhook: WebhookDefinition = {
  verify({ headers }, { callbackHeader = '', callbackSecret = '' }) {
    const given = headers[callbackHeader.toLowerCase()];
    if (given === undefined) return refuse(`Thiếu tiêu đề xác thực ${callbackHeader}.`, `The agreed header ${callbackHeader} is missing.`);
    if (!isSame(given, callbackSecret))
      return refuse(`Tiêu đề xác thực ${callbackHeader} không đúng giá trị.`, `The agreed header ${callbackHeader} has another value.`);
    return { ok: true };
  },

  parse(delivery) {
    const { callback, at } = readCallback(delivery);
    const type = callback.Type.trim().toLowerCase();
    const externalId = `${callback.OrderCode}:${type}:${at}`;
    return readers[type]?.({ shipment: toShipment(callback), externalId, at }) ?? [];
  },
};

interface ReadCallback {
  readonly shipment: Shipment;
  /** The same for every repeat: tracking code, kind and moment. */
  readonly externalId: string;
  readonly at: string;
}

/** `update_weight`, `update_cod` and `update_fee` move no parcel, so they say nothing to flows that follow the parcel; neither do kinds of tomorrow. */
const readers: Readonly<Record<string, (read: ReadCallback) => readonly ParsedEvent[]>> = {
  create: ({ shipment, externalId, at }) => [{ type: 'shipment.created', externalId, occurredAt: at, payload: { shipment } }],
  switch_status: ({ shipment, externalId, at }) => [{ type: 'shipment.status_changed', externalId, occurredAt: at, payload: { shipment, changedAt: at } }],
};

function readCallback({ body }: RawDelivery): { callback: GhnCallback; at: string } {
  try {
    const callback = GhnCallback.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    return { callback, at: new Date(callback.Time).toISOString() };
  } catch (cause) {
    throw new UnreadableDelivery(
      cause instanceof z.ZodError ? `The body is not a GHN callback: ${z.prettifyError(cause)}` : 'The body is not JSON with a time',
      { cause },
    );
  }
}

/** `CODAmount` is what GHN means to collect, not proof that it did. */
function toShipment({ OrderCode, ClientOrderCode, Status, CODAmount, Reason }: GhnCallback): Shipment {
  const orderCode = ClientOrderCode?.trim().replace(/^#/, '');
  return {
    trackingCode: OrderCode,
    ...(orderCode ? { orderCode } : {}),
    carrier: 'GHN',
    state: shipmentState(Status),
    rawState: Status,
    ...(typeof CODAmount === 'number' ? { cod: CODAmount } : {}),
    ...(Reason ? { reason: Reason } : {}),
  };
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return b.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

function refuse(vi: string, en: string): Verification {
  return { ok: false, reason: { vi, en } };
}
