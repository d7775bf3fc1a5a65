import { defineTrigger } from '@noi/node-sdk';
import { zaloOa } from '../connection.ts';
import { zaloWebhook } from '../webhook/zaloWebhook.ts';

export const messageReceived = defineTrigger({
  id: 'zalo.messageReceived',
  version: 1,
  event: 'message.replied',
  source: 'zalo',
  title: { vi: 'Khách nhắn tin cho OA', en: 'Customer wrote to the OA' },
  summary: { vi: 'Khi khách nhắn cho OA hoặc bấm nút trả lời trong tin ZNS', en: 'When a customer writes to the OA or taps a reply button of a ZNS message' },
  keywords: ['zalo', 'oa', 'chat', 'trả lời', 'nhắn tin'],
  connection: zaloOa,
  webhook: zaloWebhook,
});
