import { randomBytes } from 'node:crypto';
import type { SandboxHost } from '@noi/node-sdk';
import { callBack, receiptOf, type SentMessage } from './callbacks.ts';
import { type Refusal, readPhone, refuseData, refuseOptions, refusePerson, refuseState, SendRequest } from './checkSend.ts';
import type { DemoTemplate } from './DemoTemplate.ts';
import { showTemplate } from './showTemplate.ts';
import { vietnamHour, type ZaloAccount, type ZaloAccounts } from './ZaloAccounts.ts';

/** Admins of every emulated OA, who alone get messages in development mode. */
const adminPhones: readonly string[] = ['84912345678'];

interface Send {
  readonly host: SandboxHost;
  readonly accounts: ZaloAccounts;
  readonly account: ZaloAccount;
  readonly body: string;
}

interface Order {
  readonly phone: string;
  readonly template: DemoTemplate;
  readonly data: Readonly<Record<string, unknown>>;
  readonly trackingId: string;
  readonly isDevelopment: boolean;
}

/** Takes one message. Zalo does not look at earlier tracking ids: a second send is a second message on the phone. */
export async function sendTemplate(send: Send): Promise<Refusal & { readonly data?: unknown }> {
  const checked = check(send);
  if ('error' in checked) return checked;
  const { host, accounts, account } = send;
  if (!checked.isDevelopment) account.remainingQuota -= 1;
  const remaining = account.remainingQuota;
  await accounts.save(account);

  const sentAt = host.now().getTime();
  const msgId = randomBytes(10).toString('hex');
  const delayMs = 1_000 + (Number.parseInt(msgId.slice(0, 4), 16) % 1_000);
  const message: SentMessage = {
    msgId,
    appId: account.appId,
    phone: checked.phone,
    templateId: checked.template.id,
    trackingId: checked.trackingId,
    sentAt,
    deliveredAt: sentAt + delayMs,
  };
  await host.store.set(`message:${msgId}`, message);
  await host.showOnPhone(showTemplate({ ...checked, msgId, oaName: account.oaName, sentAt }));
  await callBack({ host, account, event: receiptOf(account, message), at: message.deliveredAt, delayMs, isZns: true });
  return {
    error: 0,
    message: 'Success',
    data: {
      msg_id: msgId,
      sent_time: String(sentAt),
      sending_mode: '1',
      quota: { dailyQuota: String(account.dailyQuota), remainingQuota: String(remaining) },
    },
  };
}

function check({ host, accounts, account, body }: Send): Order | Refusal {
  if (body === '') return { error: -121, message: 'Body data is empty' };
  const request = readRequest(body);
  if (request === undefined) return { error: -122, message: 'Body data format is invalid' };
  const phone = readPhone(request.phone);
  if (phone === undefined) return { error: -108, message: 'Phone number is invalid' };
  const template = accounts.template(request.template_id ?? '');
  if (template === undefined) return { error: -109, message: 'Template ID is invalid' };
  const isDevelopment = request.mode === 'development';
  const refusal =
    refuseState(accounts.stateOf(account, template)) ??
    refuseOptions(request, template) ??
    refuseData(template, request.template_data) ??
    refusePerson(phone) ??
    (isDevelopment && !adminPhones.includes(phone) ? { error: -127, message: 'Test template is only sent to admins' } : undefined) ??
    (template.isDaytimeOnly && isNight(host.now()) ? { error: -133, message: 'This template cannot be sent at night (22:00-06:00)' } : undefined) ??
    (!isDevelopment && accounts.quotaOf(account) <= 0 ? { error: -144, message: 'OA has exceeded its daily sending limit' } : undefined);
  if (refusal !== undefined) return refusal;
  return { phone, template, data: Object.fromEntries(Object.entries(request.template_data ?? {})), trackingId: String(request.tracking_id), isDevelopment };
}

function readRequest(body: string): SendRequest | undefined {
  try {
    return SendRequest.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function isNight(now: Date): boolean {
  const hour = vietnamHour(now);
  return hour >= 22 || hour < 6;
}
