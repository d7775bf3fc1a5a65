import { defineTrigger } from '@noi/node-sdk';
import { coreDoor } from '../webhook/coreDoor.ts';
import { coreWebhook } from '../webhook/coreWebhook.ts';

export const webhookReceived = defineTrigger({
  id: 'core.webhookReceived',
  version: 1,
  event: 'webhook.received',
  source: 'core',
  title: { vi: 'Webhook: có dữ liệu gửi đến', en: 'Webhook received' },
  summary: { vi: 'Khi một phần mềm khác gửi dữ liệu đến địa chỉ webhook của bạn', en: 'When other software sends data to your webhook address' },
  keywords: ['webhook', 'http', 'api', 'dữ liệu', 'form'],
  connection: coreWebhook,
  webhook: coreDoor,
});
