import { AppError } from '@noi/errors';
import type { FastifyInstance } from 'fastify';
import { errorOf, sendError } from '../rest/sendError.ts';
import { createDoorWatch } from './createDoorWatch.ts';
import type { DoorServices } from './DoorServices.ts';
import { receiveDelivery } from './receiveDelivery.ts';
import { toDelivery } from './toDelivery.ts';

/** Largest delivery that any documented provider sends is well under this. */
const BODY_LIMIT = 1_048_576;
const MINUTE_MS = 60_000;

/**
 * The webhook doors: raw bytes in, events stored, and only then a 2xx. A delivery that is turned away is answered, counted
 * and shown to the shop, and holds up nobody else.
 */
export function doorRoutes(services: DoorServices, options: { perMinute: number }) {
  return async (app: FastifyInstance): Promise<void> => {
    const watch = createDoorWatch(services);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));

    app.setErrorHandler<Error, { Params: { token: string } }>(async (thrown, request, reply) => {
      const error = errorOf(thrown);
      if (error.code === 'internal') services.log.error({ err: error.cause ?? error }, 'delivery failed');
      await watch.turnedAway({ token: request.params.token, error, elapsedMs: reply.elapsedTime });
      return sendError(reply, error);
    });

    app.route<{ Params: { token: string } }>({
      method: ['GET', 'POST', 'PUT'],
      url: '/:token',
      config: { rateLimit: { max: options.perMinute, timeWindow: MINUTE_MS, keyGenerator: (request) => (request.params as { token: string }).token } },
      async handler(request, reply) {
        const door = await services.connections.door(request.params.token);
        if (!door) throw new AppError('door_unknown', { message: 'No such address' });
        const { id: connection, workspaceId, packageId } = door.connection;
        const facts = { workspace: workspaceId, connection, source: packageId };
        const span = services.tracing.open({ name: `door ${packageId}`, kind: 'server', parent: 'root', facts });
        try {
          const result = await receiveDelivery(services, { door, delivery: toDelivery(request, services.now()), trace: span.context });
          services.metrics.door({ workspaceId, packageId, outcome: result.outcome, seconds: reply.elapsedTime / 1000 });
          span.end({ facts: { outcome: result.outcome, status: result.status } });
          return reply.status(result.status).type(result.contentType).send(result.body);
        } catch (thrown) {
          span.end({ error: errorOf(thrown).code });
          throw thrown;
        }
      },
    });
  };
}
