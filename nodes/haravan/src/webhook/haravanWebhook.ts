import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ParsedEvent, type RawDelivery, UnreadableDelivery, type Verification, type WebhookDefinition } from '@noi/node-sdk';
import { z } from 'zod';
import { HaravanOrder } from './HaravanOrder.ts';
import { cancelled, created, type DeliveredOrder, deliveredOrder, paid, updated } from './orderEvents.ts';

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

/** Topics that mean something to us. There is no published full list, so any other string is accepted and left alone. */
const readers: Readonly<Record<string, (delivered: DeliveredOrder) => readonly ParsedEvent[]>> = {
  'orders/create': (delivered) => [created(delivered)],
  'orders/updated': (delivered) => [updated(delivered)],
  // Haravan sends orders/updated beside these two; the key makes it one event.
  'orders/fulfilled': (delivered) => [updated(delivered)],
  'orders/paid': (delivered) => [updated(delivered), paid(delivered)],
  'orders/cancelled': (delivered) => [cancelled(delivered)],
};

function readOrder({ headers, body }: RawDelivery): DeliveredOrder {
  try {
    const order = HaravanOrder.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
    return deliveredOrder(order, headers['x-haravan-org-id'] ?? '');
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
