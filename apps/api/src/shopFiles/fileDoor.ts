import { AppError } from '@noi/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { memberOfKey, memberOfSession } from '../auth/findMember.ts';
import { refuseForeign } from '../auth/refuseForeign.ts';
import type { Services } from '../services/Services.ts';
import type { Member } from '../trpc/Context.ts';
import { keepShopFile, mostFileBytes } from './shopFiles.ts';

const MINUTE_MS = 60_000;
const Name = z.object({ name: z.string().min(1).max(1000) });
const Key = z.object({ id: z.uuid() });

/**
 * Files go in and out here as they are: `POST /?name=` takes the bytes of one, `GET /<id>` gives them back, always to be saved and never shown as a
 * page of ours. For people with a session and programs with an API key; who asks is known before the first byte is read.
 */
export function fileDoor(services: Services, { perMinute, bodyMs }: { perMinute: number; bodyMs: number }) {
  return async (app: FastifyInstance): Promise<void> => {
    const members = new WeakMap<FastifyRequest, Member>();
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostFileBytes }, (_request, body, done) => done(null, body));
    const limit = app.rateLimit({ max: perMinute, timeWindow: MINUTE_MS });
    app.addHook('onRequest', async function (request, reply) {
      await limit.call(this, request, reply);
      refuseForeign(request, services.config.publicUrl);
      const member = (await memberOfKey(services, request)) ?? (await memberOfSession(services, request));
      if (!member) throw new AppError('unauthenticated', { message: 'Sign in first' });
      members.set(request, member);
    });
    const contextOf = (request: FastifyRequest) => {
      const member = members.get(request);
      if (!member) throw new AppError('unauthenticated', { message: 'Sign in first' });
      return { services, member };
    };

    app.post('/', { bodyLimit: mostFileBytes, config: { bodyMs } }, async (request, reply) => {
      const query = Name.safeParse(request.query);
      const content = request.body;
      if (!query.success || !(content instanceof Uint8Array)) throw new AppError('invalid_request', { message: 'Send the bytes of one file and ?name=' });
      return reply.status(201).send(await keepShopFile(contextOf(request), { name: query.data.name, content }));
    });

    app.get('/:id', async (request, reply) => {
      const { member } = contextOf(request);
      const params = Key.safeParse(request.params);
      const key = params.success && { workspaceId: member.workspaceId, id: params.data.id };
      const [file, content] = key ? await Promise.all([services.db.shopFiles.get(key), services.db.shopFiles.content(key)]) : [null, null];
      if (!file || !content) throw new AppError('not_found', { message: 'No such file' });
      return reply
        .type(file.mediaType)
        .header('content-disposition', `attachment; filename*=UTF-8''${escaped(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(content));
    });
  };
}

/** As RFC 5987 writes names in headers. */
function escaped(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
