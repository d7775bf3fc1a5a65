import type { TRPCError } from '@trpc/server';

const codes: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
};

/** tRPC's name for an HTTP status of `errorCodes`. */
export function trpcCodeOf(status: number): TRPCError['code'] {
  return codes[status] ?? 'INTERNAL_SERVER_ERROR';
}
