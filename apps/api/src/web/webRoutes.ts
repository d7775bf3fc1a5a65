import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@noi/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from '../rest/sendError.ts';

const YEAR_SECONDS = 31_536_000;
const apiPaths = /^\/(api|trpc|hooks|metrics|healthz|readyz)(\/|$)/;

/** Serves the built browser app. Addresses that are no file are its routes, so they get its page. */
export async function serveWeb(app: FastifyInstance, webDir: string | null): Promise<void> {
  const page = webDir !== null && existsSync(join(webDir, 'index.html'));
  if (page) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      index: false,
      preCompressed: true,
      // Built files carry a hash of their content in their names; the page itself does not.
      setHeaders: (response, path) => {
        response.header('cache-control', /[\\/]assets[\\/]/.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      },
    });
    app.get('/', (_request, reply) => reply.sendFile('index.html'));
  }

  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    // What is asked of a page may end like a file: an email address.
    const [path = ''] = request.url.split('?');
    const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && !apiPaths.test(path) && !/\.\w{2,5}$/.test(path);
    if (page && wantsPage) return reply.sendFile('index.html');
    return sendError(reply, new AppError('not_found', { message: 'There is nothing at this address' }));
  });
}
