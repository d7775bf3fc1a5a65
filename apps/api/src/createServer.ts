import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { AppError } from '@noi/errors';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { authRoutes } from './auth/authRoutes.ts';
import { doorRoutes } from './doors/doorRoutes.ts';
import { healthRoutes } from './health/healthRoutes.ts';
import { limitBodies } from './limitBodies.ts';
import { restRoutes } from './rest/restRoutes.ts';
import { errorOf, sendError } from './rest/sendError.ts';
import { contentSecurityPolicy } from './services/contentSecurityPolicy.ts';
import type { Services } from './services/Services.ts';
import { fileDoor } from './shopFiles/fileDoor.ts';
import { trpcRoutes } from './trpc/trpcRoutes.ts';
import { serveWeb } from './web/webRoutes.ts';

export interface ServerOptions {
  /** Deliveries that one door takes in a minute. */
  readonly doorPerMinute?: number;
  /** Calls of one operation of the public API by one key in a minute. */
  readonly apiPerMinute?: number;
  /** Calls from one address in a minute at doors that nobody has, and as many of the public API without a key that is somebody's. */
  readonly strangersPerMinute?: number;
  /** Calls of browsers from one address in a minute. */
  readonly browserPerMinute?: number;
  /** Files that one address puts in or takes out in a minute. */
  readonly filesPerMinute?: number;
  /** How long the body of a request may take to come; a file's may take longer. */
  readonly bodyMs?: number;
  /** Calls with a letter's link from one address in a minute. */
  readonly linksPerMinute?: number;
}

const DOOR_PER_MINUTE = 30_000;
const API_PER_MINUTE = 1_200;
const STRANGERS_PER_MINUTE = 600;
/** A shop's whole staff may sit behind one address. */
const BROWSER_PER_MINUTE = 6_000;
const FILES_PER_MINUTE = 120;
const LINKS_PER_MINUTE = 60;
const BODY_MS = 30_000;
/** A file of 10 MiB at 280 kbit/s, as on a phone at the edge of its network. */
const MOST_FILE_MS = 300_000;

/** The whole API on one origin: doors, sign-in, procedures, public API, health and the web app. */
export async function createServer(services: Services, options: ServerOptions = {}): Promise<FastifyInstance> {
  const { config, metrics } = services;
  const app: FastifyInstance = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    // A line per request would carry door tokens and phone numbers in addresses; failures are logged where they happen.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 2000 },
    trustProxy: config.trustProxy,
    bodyLimit: 2_097_152,
    requestTimeout: MOST_FILE_MS,
    forceCloseConnections: true,
  });

  app.setErrorHandler((thrown, request, reply) => {
    const error = errorOf(thrown);
    if (error.code === 'internal') request.log.error({ err: error.cause ?? error }, 'request failed');
    return sendError(reply, error);
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.request({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });

  limitBodies(app, { usualMs: options.bodyMs ?? BODY_MS });
  await app.register(helmet, contentSecurityPolicy(config.publicUrl));
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new AppError('too_many_requests', { message: 'Too many requests; try again in a minute' }),
  });
  await app.register(healthRoutes(services));
  const { strangersPerMinute = STRANGERS_PER_MINUTE } = options;
  await app.register(doorRoutes(services, { perMinute: options.doorPerMinute ?? DOOR_PER_MINUTE, strangersPerMinute }), { prefix: '/hooks' });
  await app.register(authRoutes({ auth: services.auth, publicUrl: config.publicUrl }), { prefix: '/api/auth' });
  await app.register(restRoutes(services, { perMinute: options.apiPerMinute ?? API_PER_MINUTE, strangersPerMinute }), { prefix: '/api/v1' });
  await app.register(fileDoor(services, { perMinute: options.filesPerMinute ?? FILES_PER_MINUTE, bodyMs: MOST_FILE_MS }), { prefix: '/api/files' });
  await app.register(
    trpcRoutes(services, { perMinute: options.browserPerMinute ?? BROWSER_PER_MINUTE, linksPerMinute: options.linksPerMinute ?? LINKS_PER_MINUTE }),
  );
  await serveWeb(app, config.webDir);
  return app;
}
