import { defineTrigger } from '@noi/node-sdk';
import { zaloOa } from '../connection.ts';
import { zaloWebhook } from '../webhook/zaloWebhook.ts';

export const messageDelivered = defineTrigger({
  id: 'zalo.messageDelivered',
  version: 1,
  event: 'message.delivered',
  source: 'zalo',
  title: { vi: 'Tin ZNS đến máy khách', en: 'ZNS delivered' },
  summary: { vi: 'Khi Zalo báo tin ZNS đã đến máy của khách', en: "When Zalo says that a ZNS message reached the customer's phone" },
  keywords: ['zalo', 'zns', 'đã nhận', 'delivered'],
  connection: zaloOa,
  webhook: zaloWebhook,
});
