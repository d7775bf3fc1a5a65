import { AppError } from '@noi/errors';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { memberOfSession } from '../auth/findMember.ts';
import { isSameOrigin } from '../auth/isSameOrigin.ts';
import { errorOf } from '../rest/sendError.ts';
import type { Services } from '../services/Services.ts';
import { type AppRouter, appRouter } from './appRouter.ts';
import { sendTrpcError } from './sendTrpcError.ts';

const MINUTE_MS = 60_000;

/** Serves the browser's procedures. Whatever changes something must come from a page of our own. */
export function trpcRoutes(services: Services, { perMinute }: { perMinute: number }) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler((thrown, request, reply) => {
      const error = errorOf(thrown);
      if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'request failed');
      return sendTrpcError(reply, error);
    });
    app.addHook('onRequest', app.rateLimit({ max: perMinute, timeWindow: MINUTE_MS }));
    app.addHook('onRequest', async (request) => {
      if (request.method === 'GET' || request.method === 'HEAD') return;
      const { origin, host } = request.headers;
      const site = request.headers['sec-fetch-site'];
      const isForeign =
        origin !== undefined ? !isSameOrigin({ origin, host, publicUrl: services.config.publicUrl }) : site === 'cross-site' || site === 'same-site';
      if (isForeign) throw new AppError('forbidden', { message: 'This request did not come from a page of this server' });
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
