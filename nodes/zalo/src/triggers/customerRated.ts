import { defineTrigger } from '@noi/node-sdk';
import { zaloOa } from '../connection.ts';
import { zaloWebhook } from '../webhook/zaloWebhook.ts';

export const customerRated = defineTrigger({
  id: 'zalo.customerRated',
  version: 1,
  event: 'customer.rated',
  source: 'zalo',
  title: { vi: 'Khách đánh giá qua ZNS', en: 'Customer rated over ZNS' },
  summary: { vi: 'Khi khách chấm sao trong tin ZNS mời đánh giá', en: 'When a customer gives stars in a ZNS rating message' },
  keywords: ['zalo', 'đánh giá', 'sao', 'rating', 'phản hồi'],
  connection: zaloOa,
  webhook: zaloWebhook,
});
