import { defineSandbox, type PhoneTap, type SandboxHost } from '@noi/node-sdk';
import { Hono } from 'hono';
import { callBack, clickOf, feedbackOf, type SentMessage } from './callbacks.ts';
import { oaRoutes } from './oaRoutes.ts';
import { oauthRoutes } from './oauthRoutes.ts';
import { scenarios } from './scenarios.ts';
import { ZaloAccounts } from './ZaloAccounts.ts';
import { znsRoutes } from './znsRoutes.ts';

/** Zalo's three hosts under one address, by their documents. */
export const zaloSandbox = defineSandbox({
  async start(host) {
    const accounts = await ZaloAccounts.open(host);
    const app = new Hono();
    app.route('/oauth', oauthRoutes(accounts));
    app.route('/zns', znsRoutes(host, accounts));
    app.route('/oa', oaRoutes(host, accounts));

    return {
      fetch: (request) => app.fetch(request),
      services: { zns: '/zns', oa: '/oa', oauth: '/oauth' },
      async openAccount({ type, doorUrl, shopName }) {
        if (type !== 'zalo.oa') throw new Error(`Zalo has no connection ${type}`);
        const account = await accounts.openAt(doorUrl, shopName);
        return {
          oaId: account.oaId,
          appId: account.appId,
          appSecret: account.appSecret,
          oaSecretKey: account.oaSecretKey,
          accessToken: account.accessToken,
          refreshToken: account.refreshToken,
          accessTokenExpiresAt: new Date(account.accessTokenEndsAt).toISOString(),
        };
      },
      scenarios: scenarios(host, accounts),
      tap: (messageId, tap) => touch({ host, accounts, messageId, tap }),
    };
  },
});

interface Touch {
  readonly host: SandboxHost;
  readonly accounts: ZaloAccounts;
  readonly messageId: string;
  readonly tap: PhoneTap;
}

/** Stars are given once per message; a link button opens a page and tells the shop nothing. */
async function touch({ host, accounts, messageId, tap }: Touch): Promise<void> {
  const message = await host.store.get<SentMessage>(`message:${messageId}`);
  const account = message === null ? undefined : accounts.byApp(message.appId);
  const template = message === null ? undefined : accounts.template(message.templateId);
  if (message === null || account === undefined || template === undefined) return;
  const at = host.now().getTime();

  if (tap.kind === 'rate' && template.rating !== undefined && message.ratedAt === undefined) {
    await host.store.set(`message:${messageId}`, { ...message, ratedAt: at } satisfies SentMessage);
    await callBack({ host, account, event: feedbackOf(account, message, { ...tap, at }), at, isZns: true });
  }
  if (tap.kind === 'button') {
    const button = template.buttons.find(({ id, kind }) => id === tap.buttonId && kind === 'reply');
    if (button !== undefined) await callBack({ host, account, event: clickOf(account, message, { data: button.content, at }), at, isZns: true });
  }
}
