import type { SandboxHost } from '@noi/node-sdk';
import { type Context, Hono } from 'hono';
import type { SentMessage } from './callbacks.ts';
import type { DemoTemplate, TemplateState } from './DemoTemplate.ts';
import { demoTemplates } from './demoTemplates.ts';
import { findCaller, znsCodes } from './findCaller.ts';
import { sendTemplate } from './sendTemplate.ts';
import type { ZaloAccount, ZaloAccounts } from './ZaloAccounts.ts';

const stateByNumber: Readonly<Record<string, TemplateState>> = { '1': 'ENABLE', '2': 'PENDING_REVIEW', '3': 'REJECT', '4': 'DISABLE' };

interface Answer {
  readonly error: number;
  readonly message: string;
  readonly data?: unknown;
  readonly metadata?: unknown;
}

const success = (data: unknown): Answer => ({ error: 0, message: 'Success', data });

/** `business.openapi.zalo.me`: template messages by phone number. Every answer is HTTP 200. */
export function znsRoutes(host: SandboxHost, accounts: ZaloAccounts): Hono {
  const app = new Hono();
  /** Answers the caller whose token is good; the body of others is never looked at. */
  const asCaller = (answer: (account: ZaloAccount, context: Context) => Promise<Answer> | Answer) => async (context: Context) => {
    const caller = findCaller({
      accounts,
      now: host.now(),
      accessToken: context.req.header('access_token'),
      proof: context.req.header('appsecret_proof'),
      codes: znsCodes,
    });
    return context.json('error' in caller ? caller : await answer(caller, context));
  };

  app.post(
    '/message/template',
    asCaller(async (account, context) => sendTemplate({ host, accounts, account, body: await context.req.text() })),
  );
  app.get(
    '/message/status',
    asCaller(async (_account, context) => {
      const message = await host.store.get<SentMessage>(`message:${context.req.query('message_id') ?? ''}`);
      if (message === null) return success({ delivery_time: '', message: 'The message does not exist', status: -1 });
      const isDelivered = message.deliveredAt <= host.now().getTime();
      return success(
        isDelivered
          ? { delivery_time: String(message.deliveredAt), message: 'The message was delivered', status: 1 }
          : { delivery_time: '', message: 'The message is not delivered yet', status: 0 },
      );
    }),
  );
  app.get(
    '/message/quota',
    asCaller((account) => {
      const remainingQuota = accounts.quotaOf(account);
      return success({
        dailyQuota: String(account.dailyQuota),
        remainingQuota: String(remainingQuota),
        dailyQuotaPromotion: null,
        remainingQuotaPromotion: null,
        monthlyPromotionQuota: 0,
        remainingMonthlyPromotionQuota: 0,
        estimatedNextMonthPromotionQuota: 0,
      });
    }),
  );
  app.get(
    '/message/template-tag',
    asCaller(() => success(['TRANSACTION', 'CUSTOMER_CARE'])),
  );
  app.get(
    '/quality',
    asCaller(() => success({ oaCurrentQuality: 'HIGH', oa7dayQuality: 'HIGH' })),
  );
  app.get(
    '/template/all',
    asCaller((account, context) => listTemplates(accounts, account, context)),
  );
  app.get(
    '/template/info/v2',
    asCaller((account, context) => {
      const template = accounts.template(context.req.query('template_id') ?? '');
      return template === undefined ? unknownTemplate : success(detailOf(template, accounts.stateOf(account, template), host.url));
    }),
  );
  app.get(
    '/template/sample-data',
    asCaller((_account, context) => {
      const template = accounts.template(context.req.query('template_id') ?? '');
      return template === undefined ? unknownTemplate : success(Object.fromEntries(template.params.map(({ name, sample }) => [name, sample])));
    }),
  );
  app.all(
    '*',
    asCaller(() => ({ error: -106, message: 'Method is unsupported' })),
  );
  return app;
}

const unknownTemplate: Answer = { error: -109, message: 'Template ID is invalid' };

function listTemplates(accounts: ZaloAccounts, account: ZaloAccount, { req }: Context): Answer {
  const offset = Number(req.query('offset'));
  const limit = Number(req.query('limit'));
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(limit) || limit < 1 || limit > 100) return { error: -132, message: 'Parameter is invalid' };
  const wanted = req.query('status');
  const found = demoTemplates.filter((template) => wanted === undefined || wanted === '' || accounts.stateOf(account, template) === stateByNumber[wanted]);
  return {
    ...success(
      found.slice(offset, offset + limit).map((template) => ({
        templateId: Number(template.id),
        templateName: template.name,
        createdTime: 1_763_000_000_000,
        status: accounts.stateOf(account, template),
        templateQuality: template.quality,
      })),
    ),
    metadata: { total: found.length },
  };
}

function detailOf(template: DemoTemplate, status: TemplateState, url: string): Readonly<Record<string, unknown>> {
  return {
    templateId: template.id,
    templateName: template.name,
    status,
    listParams: template.params.map(({ sample: _, ...param }) => param),
    listButtons: template.buttons.map(({ kind, title, content }) => ({ type: kind === 'url' ? 1 : 9, title, content })),
    timeout: 7_200_000,
    previewUrl: `${url}/preview/${template.id}`,
    templateQuality: template.quality,
    templateTag: template.tag,
    price: template.price,
    price_sdt: template.price,
    price_uid: String(Math.round(Number(template.price) * 0.8)),
  };
}
