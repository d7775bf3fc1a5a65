import { AppError } from '@noi/errors';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services/Services.ts';
import { mayReadMetrics } from './mayReadMetrics.ts';
import { shareAnswer } from './shareAnswer.ts';

const PATIENCE_MS = 2500;
/** Anybody may ask whether the server is ready: those who come together share one look at what it needs. */
const FRESH_MS = 1000;

/** Whether the process lives (`/healthz`), can do its work (`/readyz`), and what it counted (`/metrics`). */
export function healthRoutes(services: Services) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', { logLevel: 'silent' }, async () => ({ ok: true }));

    const readiness = shareAnswer({
      async ask() {
        const [database, temporal, sandbox] = await Promise.all([
          isWell(services.db.ping().then(() => true)),
          isWell(services.runControl.isUp()),
          isWell(services.sandbox.isUp()),
        ]);
        return { ok: database && temporal && sandbox, database, temporal, sandbox };
      },
      freshMs: FRESH_MS,
      now: services.now,
    });
    app.get('/readyz', { logLevel: 'silent' }, async (_request, reply) => {
      const state = await readiness();
      return reply.status(state.ok ? 200 : 503).send(state);
    });

    app.get('/metrics', { logLevel: 'silent' }, async (request, reply) => {
      if (!mayReadMetrics(request, services.config.metricsToken)) throw new AppError('unauthenticated', { message: 'Metrics need the token' });
      return reply.type(services.metrics.contentType).send(await services.metrics.text());
    });
  };
}

async function isWell(check: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([check.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
