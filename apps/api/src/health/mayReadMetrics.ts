import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Whoever has the token; without one, only this machine itself, never a caller whom a proxy on this machine speaks for. */
export function mayReadMetrics(request: Pick<FastifyRequest, 'headers' | 'ip' | 'socket'>, token: string | null): boolean {
  if (token !== null) return isSame(request.headers.authorization ?? '', `Bearer ${token}`);
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !isForwarded && loopback.has(request.socket.remoteAddress ?? '');
}

/** In a time that tells nothing of where they differ. */
function isSame(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
