import { AppError } from '@noi/errors';
import type { FastifyRequest } from 'fastify';
import { isSameOrigin } from './isSameOrigin.ts';

/** Whatever changes something must come from a page of our own, or from no page at all. */
export function refuseForeign({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>, publicUrl: string): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const isForeign = origin !== undefined ? !isSameOrigin({ origin, host, publicUrl }) : site === 'cross-site' || site === 'same-site';
  if (isForeign) throw new AppError('forbidden', { message: 'This request did not come from a page of this server' });
}
