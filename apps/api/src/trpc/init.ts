import { AppError, type ErrorCode, toAppError } from '@noi/errors';
import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Context } from './Context.ts';
import { trpcCodeOf } from './trpcCodeOf.ts';

const t = initTRPC.context<Context>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter({ shape, error }) {
    const { code, details, message } = appErrorOf(error);
    const { stack: _hidden, ...data } = shape.data;
    return { ...shape, message, data: { ...data, appCode: code as ErrorCode, details } };
  },
});

/** The one place where `AppError` becomes a tRPC error; procedures only throw. */
const translateErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const error = appErrorOf(result.error);
  if (error.code === 'internal') ctx.services.log.error({ err: result.error.cause ?? result.error, path }, 'procedure failed');
  throw new TRPCError({ code: trpcCodeOf(error.status), message: error.message, cause: error });
});

/** The error that a caller may see: ours as it is, a schema that did not fit as `invalid_request`, all else as `internal`. */
function appErrorOf(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  if (error.code === 'BAD_REQUEST')
    return new AppError('invalid_request', { message: 'The request does not fit its schema', fields: fieldsOf(error.cause) }, { cause: error });
  if (error.code === 'NOT_FOUND' || error.code === 'METHOD_NOT_SUPPORTED') return new AppError('not_found', { message: 'No such procedure' });
  return toAppError(error.cause ?? error);
}

function fieldsOf(cause: unknown): readonly { path: string; message: string }[] {
  if (!(cause instanceof z.ZodError)) return [];
  return cause.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
}

export const router = t.router;

/** For people who are not signed in: first set-up and its status. */
export const publicProcedure = t.procedure.use(translateErrors);

/** For members of a workspace and its API keys. */
export const memberProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.member) throw new AppError('unauthenticated', { message: 'Sign in first' });
  return next({ ctx: { ...ctx, member: ctx.member } });
});

/** For what only an owner or admin may do: keys and members. */
export const adminProcedure = memberProcedure.use(({ ctx, next }) => {
  if (!['owner', 'admin'].includes(ctx.member.role)) throw new AppError('forbidden', { message: 'Only an owner or admin may do this' });
  return next();
});
