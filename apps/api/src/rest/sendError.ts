import { AppError, toAppError } from '@noi/errors';
import type { FastifyReply } from 'fastify';

/** The one form of errors outside tRPC: `{ error: { code, message, issues? } }` with the code's status. */
export function sendError(reply: FastifyReply, error: AppError): FastifyReply {
  const { code, message, details } = error;
  return reply.status(error.status).send({ error: { code, message, ...details } });
}

/** Whatever a handler threw, as ours; fastify's own refusals (a body too large, JSON that is none) keep their meaning. */
export function errorOf(thrown: unknown): AppError {
  const status = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : undefined;
  if (thrown instanceof AppError || status === undefined) return toAppError(thrown);
  if (status === 413) return new AppError('body_too_large', { message: 'The body is larger than allowed' }, { cause: thrown });
  if (status === 429) return new AppError('too_many_requests', { message: 'Too many requests; try again in a minute' }, { cause: thrown });
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new AppError('invalid_request', { message: 'The request cannot be read' }, { cause: thrown });
  return toAppError(thrown);
}
