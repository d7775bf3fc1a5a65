import { randomBytes } from 'node:crypto';
import { defineSandbox, doorToken, type SandboxHost } from '@noi/node-sdk';
import { echo } from './echo.ts';
import { type MailAccount, type MailServer, startMailServer } from './startMailServer.ts';
import { type WebhookSender, webhookScenarios } from './webhookScenarios.ts';

/** A mail server, a sender of webhooks, and `/echo`, which answers what it was asked. */
export const coreSandbox = defineSandbox({
  async start(host) {
    const mailAccounts = new Map<string, MailAccount>();
    for (const { value } of await host.store.list<MailAccount>('mail:')) mailAccounts.set(value.user, value);
    let starting: Promise<MailServer> | undefined;
    const startMail = () => {
      starting ??= startMailServer(host, mailAccounts);
      return starting;
    };
    // Mail comes without a call of this host's: whoever has an account finds the server up.
    if (mailAccounts.size > 0) await startMail();

    return {
      fetch: echo,
      services: {},
      async openAccount({ type, doorUrl, shopName }) {
        if (type === 'core.webhook') return openWebhook(host, doorUrl);
        if (type !== 'core.smtp') throw new Error(`There is no connection ${type}`);
        const { port } = await startMail();
        const key = `mail:${doorToken(doorUrl)}`;
        const known = await host.store.get<MailAccount>(key);
        const account = known ?? { user: `shop-${randomBytes(3).toString('hex')}@example.com`, password: randomBytes(12).toString('base64url') };
        if (known === null) await host.store.set(key, account);
        mailAccounts.set(account.user, account);
        return {
          host: '127.0.0.1',
          port: String(port),
          security: 'none',
          user: account.user,
          password: account.password,
          fromEmail: account.user,
          fromName: shopName,
        };
      },
      scenarios: webhookScenarios(host),
      close: async () => (await starting)?.close(),
    };
  },
});

async function openWebhook({ store }: SandboxHost, doorUrl: string) {
  const key = `webhook:${doorToken(doorUrl)}`;
  const known = await store.get<WebhookSender>(key);
  const sender = known ?? { doorUrl, headerName: 'X-Webhook-Secret', secret: randomBytes(18).toString('base64url') };
  if (known?.doorUrl !== doorUrl) await store.set(key, { ...sender, doorUrl });
  return { auth: 'header', headerName: sender.headerName, secret: sender.secret };
}
