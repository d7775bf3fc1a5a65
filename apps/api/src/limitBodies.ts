import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the body of a request may take to come, where that is not the usual time. */
    readonly bodyMs?: number;
  }
}

/** Whose body has not come in time is not waited for any longer: the connection is closed. */
export function limitBodies(app: FastifyInstance, { usualMs }: { usualMs: number }): void {
  app.addHook('onRequest', async (request, reply) => {
    const { headers, raw, routeOptions } = request;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
    const timer = setTimeout(() => {
      if (!raw.complete) raw.destroy();
    }, routeOptions.config.bodyMs ?? usualMs);
    reply.raw.once('close', () => clearTimeout(timer));
  });
}
