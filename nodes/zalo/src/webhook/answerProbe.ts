import type { ConnectionValues, RawDelivery } from '@noi/node-sdk';
import { tryReadDelivery } from './ZaloDelivery.ts';

/**
 * The console's "test" button asks with GET, or posts sample events of an OA that is not the shop's: both want a plain 200.
 * Nothing of such a delivery is stored, so it needs no signature.
 */
export function answerProbe(delivery: RawDelivery, values: ConnectionValues): { status: number; body: string } | null {
  if (delivery.method === 'GET' || delivery.method === 'HEAD') {
    const challenge = delivery.query['hub.challenge'] ?? '';
    return { status: 200, body: /^[\w-]{1,128}$/.test(challenge) ? challenge : 'ok' };
  }
  const event = tryReadDelivery(delivery);
  if (event === undefined || !values.oaId) return null;
  const parties = [event.oa_id, event.oaId, event.sender?.id, event.recipient?.id].filter((id) => id !== undefined);
  return parties.length > 0 && !parties.includes(values.oaId) ? { status: 200, body: 'ok' } : null;
}
