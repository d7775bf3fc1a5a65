import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from './createAuth.ts';
import { headersOf } from './headersOf.ts';

const BODY_LIMIT = 65_536;

/** Hands `/api/auth/*` to better-auth. Guessing a password is slowed down by address. */
export function authRoutes({ auth, publicUrl }: { auth: Auth; publicUrl: string }) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));

    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      const hasBody = request.method !== 'GET' && request.method !== 'HEAD' && Buffer.isBuffer(request.body);
      const asked = new Request(publicUrl + request.url, {
        method: request.method,
        headers: headersOf(request),
        ...(hasBody && { body: new Uint8Array(request.body as Buffer) }),
      });
      const response = await auth.handler(asked);
      reply.status(response.status);
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      return reply.send(response.body === null ? null : Buffer.from(await response.arrayBuffer()));
    };

    app.post('/sign-in/*', { config: { rateLimit: { max: 10, timeWindow: 60_000 } } }, answer);
    app.route({ method: ['GET', 'POST'], url: '/*', config: { rateLimit: { max: 240, timeWindow: 60_000 } }, handler: answer });
  };
}
