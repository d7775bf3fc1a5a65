import { createHash } from 'node:crypto';
import { defineSandbox, doorToken } from '@noi/node-sdk';
import { Hono } from 'hono';
import { createPortals, type Portal } from './createPortals.ts';
import { answer, RestError } from './restMethods.ts';

type Env = { Variables: { portal: Portal } };

/** The REST of Bitrix24 as documented: an inbound webhook in the path, the envelope, records with origins, errors by status and code. */
export const bitrix24Sandbox = defineSandbox({
  async start(host) {
    const portals = createPortals(host);
    const app = new Hono<Env>();
    app.post('/rest/:user/:secret/:method', async (context) => {
      const portal = await portals.bySecret(context.req.param('secret'));
      if (portal === null) return context.json({ error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' }, 401);
      const method = context.req.param('method').replace(/\.(json|xml)$/, '');
      const body: unknown = await context.req.json().catch(() => ({}));
      const startedAt = host.now();
      const result = await answer({ portals, portal, method, body });
      const seconds = startedAt.getTime() / 1000;
      const at = startedAt.toISOString();
      return context.json({ result, time: { start: seconds, finish: seconds, duration: 0, processing: 0, date_start: at, date_finish: at, operating: 0 } });
    });
    app.onError((error, context) =>
      error instanceof RestError
        ? context.json({ error: error.code, error_description: error.message }, error.status)
        : context.json({ error: 'INTERNAL_SERVER_ERROR', error_description: error.message }, 500),
    );
    return {
      services: { rest: '' },
      fetch: (request) => app.fetch(request),
      async openAccount({ doorUrl }) {
        const key = createHash('sha256').update(doorToken(doorUrl)).digest('hex');
        const secret = key.slice(0, 16);
        await portals.open(secret);
        return { webhookUrl: `https://chay-thu-${key.slice(16, 22)}.bitrix24.vn/rest/1/${secret}/` };
      },
    };
  },
});
