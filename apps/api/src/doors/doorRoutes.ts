import type { Connections } from '@noi/connections';
import { AppError } from '@noi/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { limitStrangers } from '../limitStrangers.ts';
import { errorOf, sendError } from '../rest/sendError.ts';
import { createDoorWatch } from './createDoorWatch.ts';
import type { DoorServices } from './DoorServices.ts';
import { receiveDelivery } from './receiveDelivery.ts';
import { toDelivery } from './toDelivery.ts';

/** Largest delivery that any documented provider sends is well under this. */
const BODY_LIMIT = 1_048_576;
const MINUTE_MS = 60_000;
const TOKEN = /^[\w-]{1,200}$/;

type Params = { Params: { token: string } };
type Door = NonNullable<Awaited<ReturnType<Connections['door']>>>;

/**
 * The webhook doors: raw bytes in, events stored, and only then a 2xx. A delivery that is turned away is answered, counted
 * and shown to the shop, and holds up nobody else. Which door is meant is known before the first byte of the body is read.
 */
export function doorRoutes(services: DoorServices, options: { perMinute: number; strangersPerMinute: number }) {
  return async (app: FastifyInstance): Promise<void> => {
    const watch = createDoorWatch(services);
    const strangers = limitStrangers({ perMinute: options.strangersPerMinute, now: services.now });
    const tokenOf = (request: FastifyRequest) => (request.params as Params['Params']).token;
    const perDoor = app.rateLimit({ max: options.perMinute, timeWindow: MINUTE_MS, keyGenerator: tokenOf });
    const doors = new WeakMap<FastifyRequest, Door>();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));

    app.setErrorHandler(async (thrown, request, reply) => {
      const error = errorOf(thrown);
      if (error.code === 'internal') services.log.error({ err: error.cause ?? error }, 'delivery failed');
      await watch.turnedAway({ connection: doors.get(request)?.connection, error, elapsedMs: reply.elapsedTime });
      return sendError(reply, error);
    });

    app.route<Params>({
      method: ['GET', 'POST', 'PUT'],
      url: '/:token',
      async onRequest(request, reply) {
        const token = tokenOf(request);
        const find = async () => {
          const door = await services.connections.door(token);
          if (door) doors.set(request, door);
          return door;
        };
        const count = async () => {
          // One delivery too many is shown at its connection, too. The door is remembered, so this reads nothing.
          await find();
          await perDoor.call(app, request, reply);
        };
        if (!(await strangers.admit({ request, reply, name: TOKEN.test(token) ? token : null, find, count })))
          throw new AppError('door_unknown', { message: 'No such address' });
      },
      async handler(request, reply) {
        const door = doors.get(request);
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
