import { AppError } from '@noi/errors';
import { FlowGraph } from '@noi/flow';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { keyHashOf, memberOfKey } from '../auth/findMember.ts';
import { limitStrangers } from '../limitStrangers.ts';
import type { Services } from '../services/Services.ts';
import type { Member } from '../trpc/Context.ts';
import { createOpenApi } from './createOpenApi.ts';
import { routes } from './routes.ts';
import { errorOf, sendError } from './sendError.ts';

const BODY_LIMIT = 2_097_152;

/** Serves the public API with its own description. Who asks is known before the first byte of a body is read. */
export function restRoutes(services: Services, options: { perMinute: number; strangersPerMinute: number }) {
  return async (app: FastifyInstance): Promise<void> => {
    // Written when first asked for: a start need not wait for what few of them are asked.
    let openApi: string | undefined;
    let flowSchema: string | undefined;

    app.setErrorHandler((thrown, request, reply) => {
      const error = thrown instanceof z.ZodError ? misfit(thrown) : errorOf(thrown);
      if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'request failed');
      return sendError(reply, error);
    });
    app.setNotFoundHandler((_request, reply) => sendError(reply, new AppError('not_found', { message: 'No such operation; see /api/v1/openapi.json' })));

    app.get('/openapi.json', (_request, reply) => {
      openApi ??= JSON.stringify(createOpenApi(routes, services.config.publicUrl));
      return reply.type('application/json').send(openApi);
    });
    app.get('/schemas/flow.json', (_request, reply) => {
      flowSchema ??= JSON.stringify(z.toJSONSchema(FlowGraph));
      return reply.type('application/schema+json').send(flowSchema);
    });

    const strangers = limitStrangers({ perMinute: options.strangersPerMinute, now: services.now });
    const members = new WeakMap<FastifyRequest, Member>();
    const unauthenticated = () => new AppError('unauthenticated', { message: 'Send a valid API key as "Authorization: Bearer <key>"' });
    for (const route of routes) {
      // Only keys that are somebody's come to be counted here; the key itself is not kept.
      const perKey = app.rateLimit({ max: options.perMinute, timeWindow: 60_000, keyGenerator: (request) => keyHashOf(request) ?? request.ip });
      app.route({
        method: route.method,
        url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
        bodyLimit: BODY_LIMIT,
        async onRequest(request, reply) {
          const count = () => perKey.call(app, request, reply);
          const member = await strangers.admit({ request, reply, name: keyHashOf(request), find: () => memberOfKey(services, request), count });
          if (!member) throw unauthenticated();
          members.set(request, member);
        },
        async handler(request, reply) {
          const member = members.get(request);
          if (!member) throw unauthenticated();
          const { params, query, body } = request;
          return reply.status(route.status).send(await route.run({ services, member }, { params, query, body }));
        },
      });
    }
  };
}

function misfit(error: z.ZodError): AppError {
  const fields = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return new AppError('invalid_request', { message: `The request does not fit: ${z.prettifyError(error)}`.slice(0, 1000), fields });
}
