import { randomBytes, randomUUID } from 'node:crypto';
import { defineSandbox, described, doorToken, type SandboxHost, type SandboxScenario } from '@noi/node-sdk';
import { z } from 'zod';
import { echo } from './echo.ts';
import { type MailAccount, type MailServer, startMailServer } from './startMailServer.ts';

interface WebhookSender {
  readonly doorUrl: string;
  readonly headerName: string;
  readonly secret: string;
}

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
      scenarios: [sendToWebhook(host)],
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

const SendInput = z.object({
  body: described(z.string().default('{"ten": "Lan", "sdt": "0912345678", "ghi_chu": "Cần tư vấn size"}'), {
    label: { vi: 'Nội dung (JSON)', en: 'Body (JSON)' },
    format: 'longText',
    sample: '{"ten": "Lan", "sdt": "0912345678"}',
  }),
});

function sendToWebhook(host: SandboxHost): SandboxScenario {
  return {
    id: 'sendToWebhook',
    title: { vi: 'Gửi dữ liệu đến webhook', en: 'Send data to the webhook' },
    input: SendInput,
    async run(input) {
      const { body } = SendInput.parse(input);
      JSON.parse(body);
      const senders = await host.store.list<WebhookSender>('webhook:');
      for (const { value } of senders) {
        const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), [value.headerName.toLowerCase()]: value.secret };
        await host.callBack({ url: value.doorUrl, headers, body });
      }
      return {
        summary:
          senders.length === 0
            ? { vi: 'Chưa có kết nối webhook chạy thử nào để gửi đến.', en: 'There is no sandbox webhook connection to send to.' }
            : { vi: `Đã gửi dữ liệu đến ${senders.length} webhook.`, en: `Sent data to ${senders.length} webhooks.` },
      };
    },
  };
}
