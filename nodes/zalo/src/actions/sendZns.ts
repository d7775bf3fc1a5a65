import { defineAction, described, NodeError, toE164 } from '@noi/node-sdk';
import { z } from 'zod';
import { readReply } from '../api/readReply.ts';
import { nextQuotaDay } from '../api/retryTime.ts';
import { zaloOa } from '../connection.ts';
import { fillTemplate } from '../templates/fillTemplate.ts';
import { knownTemplate } from '../templates/knownTemplate.ts';
import { paramLabel } from '../templates/paramLabels.ts';
import { templateFacts } from '../templates/templateFacts.ts';
import { templateFields } from '../templates/templateFields.ts';
import { chooseTemplate } from '../templates/templateOptions.ts';
import { templateProblem } from '../templates/templateProblem.ts';
import { loadSample, loadTemplate } from '../templates/ZnsTemplate.ts';

const Count = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().nonnegative()).optional().catch(undefined);

const Sent = z.looseObject({
  msg_id: z.union([z.string(), z.number()]).transform(String),
  sent_time: z.union([z.string(), z.number()]).optional(),
  quota: z.looseObject({ dailyQuota: Count, remainingQuota: Count }).optional().catch(undefined),
});

/**
 * Sends one ZNS (template message) to a phone number.
 *
 * Not safe to repeat: Zalo does not drop a second send with the same tracking id, and its status call wants the message id
 * that a lost answer never gave. A success means accepted; the receipt at the webhook says delivered.
 */
export const sendZns = defineAction({
  id: 'zalo.sendZns',
  version: 1,
  title: { vi: 'Gửi ZNS', en: 'Send ZNS' },
  summary: { vi: 'Gửi tin Zalo theo mẫu đã duyệt đến số điện thoại của khách', en: "Sends an approved Zalo template message to the customer's phone" },
  keywords: ['zalo', 'zns', 'zbs', 'tin nhắn', 'thông báo', 'đánh giá', 'mẫu tin', 'message'],
  connection: zaloOa,
  input: z.object({
    phone: described(z.string().min(1), { label: { vi: 'Số điện thoại người nhận', en: 'Recipient phone' }, format: 'phone', sample: '+84912345678' }),
    templateId: described(z.string().min(1), {
      label: { vi: 'Mẫu tin ZNS', en: 'ZNS template' },
      hint: { vi: 'Chỉ chọn được mẫu đã được Zalo duyệt', en: 'Only approved templates can be chosen' },
      helpUrl: 'https://zalo.cloud/zns/guidelines',
      sample: '320001',
    }),
    templateData: described(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])), {
      label: { vi: 'Nội dung chèn vào mẫu', en: 'Template data' },
    }),
  }),
  output: z.object({
    messageId: described(z.string(), { label: { vi: 'Mã tin ở Zalo', en: 'Zalo message id' } }),
    sentAt: described(z.string(), { label: { vi: 'Gửi lúc', en: 'Sent at' }, format: 'dateTime' }),
    quotaRemaining: described(z.number().optional(), { label: { vi: 'Hạn mức còn lại hôm nay', en: 'Quota left today' } }),
    quotaDaily: described(z.number().optional(), { label: { vi: 'Hạn mức mỗi ngày', en: 'Daily quota' } }),
  }),
  sample: { messageId: 'a4d0243feee163bd3af2', sentAt: '2026-11-25T03:15:00.000Z', quotaRemaining: 499, quotaDaily: 500 },
  effects: { repeat: 'none', rateClass: 'zalo.zns' },
  message: {
    channel: 'zalo',
    purpose: 'care',
    recipient: ({ phone }) => phone,
    preview: ({ templateId, templateData }) =>
      [`ZNS ${templateId}`, ...Object.entries(templateData).map(([name, value]) => `${paramLabel(name).vi}: ${value ?? ''}`)].join(' · '),
    problem: async ({ input: { templateId }, http, connectionId, now, logger }) =>
      templateProblem(await knownTemplate({ http, connectionId, templateId, now, logger })),
  },
  quota: ({ quotaRemaining }, now) => (quotaRemaining === undefined ? null : { left: quotaRemaining, ...nextQuotaDay(now) }),
  options: { templateId: chooseTemplate },
  dynamicFields: {
    templateData: {
      dependsOn: ['templateId'],
      async load({ http, input }) {
        const templateId = typeof input.templateId === 'string' ? input.templateId : '';
        if (templateId === '') return { fields: [] };
        const template = await loadTemplate(http, templateId);
        const price = template.price_sdt ?? template.price;
        return {
          title: template.templateName,
          fields: templateFields(template.listParams, await loadSample(http, templateId)),
          ...(price === undefined || price === null ? {} : { priceVnd: price }),
          ...(template.previewUrl ? { previewUrl: template.previewUrl } : {}),
          buttons: (template.listButtons ?? []).map(({ title: words }) => words),
          facts: templateFacts(template),
        };
      },
    },
  },

  async run({ input, http, connectionId, idempotencyKey, now, logger }) {
    const phone = zaloPhone(input.phone);
    const template = await knownTemplate({ http, connectionId, templateId: input.templateId, now, logger });
    const templateData = fillTemplate(input.templateData, template?.listParams);
    const response = await http.post('/message/template', {
      service: 'zns',
      json: { phone, template_id: input.templateId, template_data: templateData, tracking_id: idempotencyKey },
      repeatable: false,
    });
    const sent = readReply({ response, schema: Sent, api: 'zns', now, seed: idempotencyKey, isSend: true });
    return {
      messageId: sent.msg_id,
      sentAt: sentAt(sent.sent_time, now),
      ...(sent.quota?.remainingQuota === undefined ? {} : { quotaRemaining: sent.quota.remainingQuota }),
      ...(sent.quota?.dailyQuota === undefined ? {} : { quotaDaily: sent.quota.dailyQuota }),
    };
  },
});

/** `84` and nine digits, the only form that every document of Zalo's agrees on. Landlines have no Zalo. */
function zaloPhone(raw: string): string {
  const phone = toE164(raw);
  if (phone !== undefined && /^\+84[35789]\d{8}$/.test(phone)) return phone.slice(1);
  throw new NodeError(
    'invalid_input',
    {
      vi: `“${raw}” không phải số di động Việt Nam nên không gửi được Zalo. Hãy sửa số điện thoại của khách.`,
      en: `“${raw}” is not a Vietnamese mobile number, so Zalo cannot reach it. Fix the customer's phone number.`,
    },
    { field: 'phone' },
  );
}

/** Milliseconds as text by the documents; seconds and numbers were seen. */
function sentAt(value: string | number | undefined, now: Date): string {
  const time = Number(value);
  if (value === undefined || !Number.isFinite(time) || time <= 0) return now.toISOString();
  return new Date(time < 1e12 ? time * 1000 : time).toISOString();
}
