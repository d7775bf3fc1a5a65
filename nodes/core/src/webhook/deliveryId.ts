import { createHash } from 'node:crypto';
import type { RawDelivery } from '@noi/node-sdk';

const idHeaders = ['idempotency-key', 'webhook-id', 'x-request-id'] as const;
const idKeys = ['event_id', 'eventId', 'id'] as const;

/**
 * The name by which a repeated delivery is recognised, from the best that the sender gives:
 *
 * 1. a header that names the delivery;
 * 2. an id in the body, together with the whole content, since the id may be an order's that comes again in another state;
 * 3. the content and the hour: a retry minutes later is the same delivery, an equal post hours later is a new one.
 */
export function deliveryId({ headers, query, body, receivedAt }: RawDelivery, data: unknown): string {
  for (const name of idHeaders) {
    const id = headers[name]?.trim();
    if (id) return `${name}:${id.length <= 120 ? id : createHash('sha256').update(id).digest('hex')}`;
  }
  const content = createHash('sha256')
    .update(JSON.stringify(Object.entries(query).toSorted()))
    .update(body)
    .digest('hex');
  if (hasId(data)) return `content:${content}`;
  return `content:${content}:${receivedAt.toISOString().slice(0, 13)}`;
}

function hasId(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  const values = new Map<string, unknown>(Object.entries(data));
  return idKeys.some((key) => ['string', 'number'].includes(typeof values.get(key)) && values.get(key) !== '');
}
