import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ParsedEvent, type RawDelivery, UnreadableDelivery, type Verification, type WebhookDefinition } from '@noi/node-sdk';
import { z } from 'zod';
import { HaravanOrder } from './HaravanOrder.ts';
import { orderCode, toIso, toOrder } from './toOrder.ts';

/** Haravan's callbacks: `X-Haravan-HmacSha256` = base64(HMAC-SHA256(raw body, app client secret)). */
export const haravanWebhook: WebhookDefinition = {
  handshake({ method, query }, values) {
    if (method !== 'GET' || query['hub.mode'] !== 'subscribe') return null;
    const isOurs = isSame(query['hub.verify_token'] ?? '', values.verifyToken ?? '');
    return isOurs ? { status: 200, body: query['hub.challenge'] ?? '' } : { status: 403, body: 'Wrong verify token' };
  },

  verify({ headers, body }, { appSecret = '', orgId = '' }) {
    const signature = headers['x-haravan-hmacsha256'];
    if (signature === undefined) return refuse('Thiếu chữ ký X-Haravan-HmacSha256.', 'The signature X-Haravan-HmacSha256 is missing.');
    if (appSecret === '' || !isSame(signature, createHmac('sha256', appSecret).update(body).digest('base64'))) {
      return refuse('Chữ ký không khớp với khoá bí mật của ứng dụng.', 'The signature does not match the app’s client secret.');
    }
    // One callback address of an app serves every shop that installed it, so a rightly signed delivery may be another shop's.
    const org = headers['x-haravan-org-id'];
    if (org !== undefined && org !== orgId) return refuse('Dữ liệu này của một cửa hàng khác.', 'This delivery belongs to another shop.');
    return { ok: true };
  },

  parse(delivery) {
    const topic = (delivery.headers['x-haravan-topic'] ?? '').toLowerCase();
    const read = readers[topic];
    return read === undefined ? [] : read(readOrder(delivery));
  },
};

interface DeliveredOrder {
  readonly order: HaravanOrder;
  /** Shop and order and the moment of this state; with the event's name it is the same for every repeat. */
  readonly key: string;
  readonly updatedAt: string;
}

/** Topics that mean something to us. There is no published full list, so any other string is accepted and left alone. */
const readers: Readonly<Record<string, (delivered: DeliveredOrder) => readonly ParsedEvent[]>> = {
  'orders/create': (delivered) => [
    {
      type: 'order.created',
      externalId: `order.created:${delivered.key}`,
      occurredAt: toIso(delivered.order.created_at),
      payload: { order: toOrder(delivered.order) },
    },
  ],
  'orders/updated': (delivered) => [updated(delivered)],
  // Haravan sends orders/updated beside these two; the key makes it one event.
  'orders/fulfilled': (delivered) => [updated(delivered)],
  'orders/paid': (delivered) => [updated(delivered), paid(delivered)],
  'orders/cancelled': (delivered) => [
    {
      type: 'order.cancelled',
      externalId: `order.cancelled:${delivered.key}`,
      occurredAt: delivered.order.cancelled_at ? toIso(delivered.order.cancelled_at) : delivered.updatedAt,
      payload: { order: toOrder(delivered.order), reason: cancelReasons[delivered.order.cancel_reason ?? ''] ?? delivered.order.cancel_reason ?? undefined },
    },
  ],
};

const cancelReasons: Readonly<Record<string, string>> = {
  customer: 'Khách đổi ý',
  inventory: 'Hết hàng',
  fraud: 'Đơn có dấu hiệu gian lận',
  declined: 'Thanh toán bị từ chối',
  other: 'Lý do khác',
};

function updated({ order, key, updatedAt }: DeliveredOrder): ParsedEvent {
  return { type: 'order.updated', externalId: `order.updated:${key}`, occurredAt: updatedAt, payload: { order: toOrder(order) } };
}

function paid({ order, key, updatedAt }: DeliveredOrder): ParsedEvent {
  const times = (order.transactions ?? [])
    .filter(({ kind }) => kind === 'capture' || kind === 'sale')
    .map(({ created_at: at }) => (at ? toIso(at) : updatedAt));
  const paidAt = times.sort().at(-1) ?? updatedAt;
  const payload = { orderCode: orderCode(order), amount: Math.round(order.total_price), method: order.gateway || undefined, paidAt };
  return { type: 'payment.received', externalId: `payment.received:${key}`, occurredAt: paidAt, payload };
}

function readOrder({ headers, body }: RawDelivery): DeliveredOrder {
  try {
    const order = HaravanOrder.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    const updatedAt = toIso(order.updated_at ?? order.created_at);
    // Times are checked here, so that a bad one is an unreadable body and not a fault of ours later.
    for (const time of [order.created_at, order.cancelled_at, ...(order.transactions ?? []).map((transaction) => transaction.created_at)])
      if (time) toIso(time);
    return { order, updatedAt, key: [headers['x-haravan-org-id'] ?? '', order.id, updatedAt].join(':') };
  } catch (cause) {
    throw new UnreadableDelivery(cause instanceof z.ZodError ? `The body is not a Haravan order: ${z.prettifyError(cause)}` : 'The body is not JSON', {
      cause,
    });
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

function refuse(vi: string, en: string): Verification {
  return { ok: false, reason: { vi, en } };
}
