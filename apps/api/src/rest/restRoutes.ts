import { createHash } from 'node:crypto';
import { AppError } from '@noi/errors';
import { FlowGraph } from '@noi/flow';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { memberOfKey } from '../auth/findMember.ts';
import type { Services } from '../services/Services.ts';
import { createOpenApi } from './createOpenApi.ts';
import { routes } from './routes.ts';
import { errorOf, sendError } from './sendError.ts';

const BODY_LIMIT = 2_097_152;

/** Serves the public API with its own description. */
export function restRoutes(services: Services, options: { perMinute: number }) {
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

    const rateLimit = { max: options.perMinute, timeWindow: 60_000, keyGenerator: whoAsks };
    for (const route of routes) {
      app.route({
        method: route.method,
        url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
        bodyLimit: BODY_LIMIT,
        config: { rateLimit },
        async handler(request, reply) {
          const member = await memberOfKey(services, request);
          if (!member) throw new AppError('unauthenticated', { message: 'Send a valid API key as "Authorization: Bearer <key>"' });
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

/** By key, else by address; the key itself is not kept. */
function whoAsks(request: FastifyRequest): string {
  const { authorization } = request.headers;
  return authorization === undefined ? request.ip : createHash('sha256').update(authorization).digest('base64');
}
