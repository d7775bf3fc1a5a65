import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ConnectionValues, RawDelivery, Verification } from '@noi/node-sdk';
import { HmacAlgorithm, WebhookAuth } from './coreWebhook.ts';

const toleranceMs = 5 * 60_000;

/** Checks the sender in the way that the connection asks for. An unknown way refuses everything. */
export function verifySender(delivery: RawDelivery, values: ConnectionValues): Verification {
  const auth = WebhookAuth.safeParse(values.auth ?? 'header').data;
  if (auth === 'none') return { ok: true };
  if (!values.secret || auth === undefined) return refuse('Kết nối webhook này chưa có mật khẩu.', 'This webhook connection has no secret.');
  return auth === 'header' ? verifyHeader(delivery, values, values.secret) : verifyHmac(delivery, values, values.secret);
}

function verifyHeader({ headers }: RawDelivery, { headerName }: ConnectionValues, secret: string): Verification {
  const name = (headerName || 'x-webhook-secret').toLowerCase();
  const given = headers[name];
  if (given === undefined) return refuse(`Thiếu header ${name}.`, `The header ${name} is missing.`);
  return isSame(given, secret) ? { ok: true } : refuse(`Mật khẩu trong header ${name} không đúng.`, `The secret in the header ${name} is wrong.`);
}

/** Takes hex and base64, bare or behind the usual prefixes (`sha256=`, `v1=`, `v1,`), so that no one has to know which. */
function verifyHmac({ headers, body, receivedAt }: RawDelivery, values: ConnectionValues, secret: string): Verification {
  const name = (values.headerName || 'x-signature').toLowerCase();
  const given = headers[name]?.trim().replace(/^(sha1|sha256|sha512|hmac|mac|v\d+)[=,]/i, '');
  if (given === undefined || given === '') return refuse(`Thiếu chữ ký trong header ${name}.`, `The signature in the header ${name} is missing.`);

  const hmac = createHmac(HmacAlgorithm.safeParse(values.algorithm ?? 'sha256').data ?? 'sha256', secret);
  if (values.timestampHeader) {
    const timestamp = headers[values.timestampHeader.toLowerCase()] ?? '';
    if (!isFresh(timestamp, receivedAt)) return refuse('Thời điểm ký thiếu hoặc đã quá 5 phút.', 'The signing time is missing or over 5 minutes off.');
    hmac.update(`${timestamp}.`);
  }
  const expected = hmac.update(body).digest();
  const isSigned = isSame(given.toLowerCase(), expected.toString('hex')) || isSame(given, expected.toString('base64'));
  return isSigned ? { ok: true } : refuse(`Chữ ký trong header ${name} không khớp.`, `The signature in the header ${name} does not match.`);
}

/** Seconds, milliseconds or ISO 8601. */
function isFresh(timestamp: string, receivedAt: Date): boolean {
  const number = Number(timestamp);
  const time = timestamp === '' ? Number.NaN : Number.isFinite(number) ? (number < 1e12 ? number * 1000 : number) : Date.parse(timestamp);
  return Math.abs(receivedAt.getTime() - time) <= toleranceMs;
}

/** Digests have one length, so the comparison takes the same time whatever was given. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function refuse(vi: string, en: string): Verification {
  return { ok: false, reason: { vi, en } };
}
