import { defineAction, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { readReply } from '../api/readReply.ts';
import { zaloOa } from '../connection.ts';

const mostCharacters = 2000;
const Sent = z.looseObject({
  message_id: z.union([z.string(), z.number()]).transform(String),
  quota: z.looseObject({ quota_type: z.string().optional() }).optional().catch(undefined),
});

/**
 * Answers a customer in the OA chat. Free within 48 hours of the customer's last message, charged until seven days, refused
 * after. Not safe to repeat: the API takes no key of ours.
 */
export const sendOaText = defineAction({
  id: 'zalo.sendOaText',
  version: 1,
  title: { vi: 'Nhắn tin Zalo OA', en: 'Send OA message' },
  summary: { vi: 'Trả lời khách đã nhắn cho OA trong 7 ngày qua', en: 'Answers a customer who wrote to the OA in the last 7 days' },
  keywords: ['zalo', 'oa', 'tư vấn', 'chat', 'trả lời'],
  connection: zaloOa,
  input: z.object({
    userId: described(z.string().min(1), {
      label: { vi: 'Mã người dùng Zalo (UID)', en: 'Zalo user id' },
      hint: { vi: 'Có trong sự kiện “Khách nhắn tin cho OA”', en: 'Comes with the event “Customer wrote to the OA”' },
      sample: '7452839104728193845',
    }),
    text: described(z.string().min(1), {
      label: { vi: 'Nội dung', en: 'Text' },
      format: 'longText',
      maxLength: mostCharacters,
      sample: 'Dạ shop chào bạn, shop giúp được gì cho bạn ạ?',
    }),
  }),
  output: z.object({
    messageId: described(z.string(), { label: { vi: 'Mã tin ở Zalo', en: 'Zalo message id' } }),
    quotaType: described(z.string().optional(), { label: { vi: 'Loại hạn mức đã dùng', en: 'Quota used' } }),
  }),
  sample: { messageId: '6a8b1c2d3e4f5a6b7c8d', quotaType: 'reply' },
  effects: { repeat: 'none' },
  message: { channel: 'zalo', purpose: 'care', addressedBy: 'providerId', recipient: ({ userId }) => userId, preview: ({ text }) => text },
  async run({ input, http, now, idempotencyKey }) {
    const text = input.text.normalize('NFC').trim();
    const length = [...text].length;
    if (length === 0 || length > mostCharacters) {
      throw new NodeError(
        'invalid_input',
        {
          vi: `Tin nhắn OA cần từ 1 đến ${mostCharacters} ký tự, tin này có ${length}.`,
          en: `An OA message has 1 to ${mostCharacters} characters; this one has ${length}.`,
        },
        { field: 'text' },
      );
    }
    const response = await http.post('/v3.0/oa/message/cs', {
      service: 'oa',
      json: { recipient: { user_id: input.userId }, message: { text } },
      repeatable: false,
    });
    const sent = readReply({ response, schema: Sent, api: 'oa', now, seed: idempotencyKey, isSend: true });
    return { messageId: sent.message_id, ...(sent.quota?.quota_type === undefined ? {} : { quotaType: sent.quota.quota_type }) };
  },
});
