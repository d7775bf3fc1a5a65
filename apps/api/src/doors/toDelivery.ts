import type { RawDelivery } from '@noi/node-sdk';
import type { FastifyRequest } from 'fastify';

/** A request as it came, byte for byte. */
export function toDelivery(request: FastifyRequest, receivedAt: Date): RawDelivery {
  const search = request.url.indexOf('?');
  return {
    method: request.method,
    headers: Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]])),
    ),
    query: search === -1 ? {} : Object.fromEntries(new URLSearchParams(request.url.slice(search + 1))),
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
    receivedAt,
  };
}
