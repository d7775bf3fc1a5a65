import type { AppError } from '@noi/errors';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import type { FastifyReply } from 'fastify';
import { trpcCodeOf } from './trpcCodeOf.ts';

/** A refusal that came before any procedure, in the form that tRPC's clients read; one answer stands for all calls of a batch. */
export function sendTrpcError(reply: FastifyReply, error: AppError): FastifyReply {
  const code = trpcCodeOf(error.status);
  const data = { code, httpStatus: error.status, appCode: error.code, details: error.details };
  return reply.status(error.status).send({ error: { message: error.message, code: TRPC_ERROR_CODES_BY_KEY[code], data } });
}
