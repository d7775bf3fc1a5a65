import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConnectionValues, RawDelivery, Verification } from '@noi/node-sdk';
import { tryReadDelivery } from './ZaloDelivery.ts';

/**
 * Checks `X-ZEvent-Signature: mac=<hex of SHA-256(first + raw body + timestamp + OA secret key)>`, a plain hash and no HMAC.
 *
 * `first` is the app id by Zalo's documents; some working code signs with the OA id, so both are accepted. The OA secret key has its
 * own page at Zalo; one source says that it is the app's secret, which is the fallback when the field is empty.
 */
export function verifySignature(delivery: RawDelivery, values: ConnectionValues): Verification {
  const given = /^\s*(?:mac\s*=\s*)?([0-9a-f]{64})\s*$/i.exec(delivery.headers['x-zevent-signature'] ?? '')?.[1];
  if (given === undefined) return { ok: false, reason: { vi: 'Thiếu chữ ký của Zalo.', en: 'The signature of Zalo is missing.' } };

  const event = tryReadDelivery(delivery);
  // Without a readable body there is no timestamp to check the signature with; `parse` refuses such a body right after.
  if (event === undefined) return { ok: true };

  const secret = values.oaSecretKey || values.appSecret || '';
  const firsts = new Set([event.app_id, values.appId, event.oa_id, event.oaId, values.oaId].filter((id) => id !== undefined && id !== ''));
  const isSigned = [...firsts].some((first) => isSame(given, mac(`${first}`, delivery.body, `${event.timestamp ?? ''}${secret}`)));
  return isSigned && secret !== '' ? { ok: true } : { ok: false, reason: { vi: 'Chữ ký của Zalo không khớp.', en: 'The signature of Zalo does not match.' } };
}

function mac(first: string, body: Uint8Array, rest: string): Buffer {
  return createHash('sha256').update(first).update(body).update(rest).digest();
}

function isSame(givenHex: string, expected: Buffer): boolean {
  return timingSafeEqual(Buffer.from(givenHex, 'hex'), expected);
}
