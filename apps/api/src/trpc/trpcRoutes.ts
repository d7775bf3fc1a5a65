import { AppError } from '@noi/errors';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { memberOfSession } from '../auth/findMember.ts';
import { refuseForeign } from '../auth/refuseForeign.ts';
import { errorOf } from '../rest/sendError.ts';
import type { Services } from '../services/Services.ts';
import { type AppRouter, appRouter } from './appRouter.ts';
import { sendTrpcError } from './sendTrpcError.ts';

const MINUTE_MS = 60_000;
const BODY_LIMIT = 2_097_152;
/** A list of 20 MB, escaped as JSON. */
const LIST_LIMIT = 41_943_040;
/** Calls that need no session but a secret: nobody may guess on. */
const LINK_CALL = /approvals\.(linked|voteByLink)|files\.openLink/;
const LIST_PATH = /^\/trpc\/broadcasts\.\w+(\?|$)/;

/** Serves the browser's procedures. Whatever changes something must come from a page of our own. */
export function trpcRoutes(services: Services, { perMinute, linksPerMinute }: { perMinute: number; linksPerMinute: number }) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((thrown, request, reply) => {
      const error = errorOf(thrown);
      if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'request failed');
      return sendTrpcError(reply, error);
    });
    const [all, links] = [perMinute, linksPerMinute].map((max) => app.rateLimit({ max, timeWindow: MINUTE_MS }));
    app.addHook('onRequest', async function (request, reply) {
      const { path = '' } = request.params as { path?: string };
      await (LINK_CALL.test(path) ? links : all)?.call(this, request, reply);
    });
    app.addHook('onRequest', async (request) => refuseForeign(request, services.config.publicUrl));

    // Lists are large: only who is signed in may send one, and that is known before its first byte is read.
    app.addHook('onRoute', (route) => {
      route.bodyLimit = LIST_LIMIT;
    });
    app.addHook('onRequest', async (request) => {
      const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
      if (encoding === undefined && Number(length ?? 0) <= BODY_LIMIT) return;
      if (!LIST_PATH.test(request.url)) throw new AppError('body_too_large', { message: 'The body is larger than allowed' });
      if (!(await memberOfSession(services, request))) throw new AppError('unauthenticated', { message: 'Sign in first' });
    });

    const options: FastifyTRPCPluginOptions<AppRouter> = {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        allowMethodOverride: true,
        createContext: async ({ req }) => ({ services, member: await memberOfSession(services, req) }),
      },
    };
    await app.register(fastifyTRPCPlugin, options);
  };
}
