import { defineTrigger } from '@noi/node-sdk';

export const customerRated = defineTrigger({
  id: 'core.customerRated',
  version: 1,
  event: 'customer.rated',
  title: { vi: 'Khách đánh giá', en: 'Customer rated' },
  summary: { vi: 'Khi khách chấm sao, qua kênh nào cũng được', en: 'When a customer gives stars over any channel' },
  keywords: ['đánh giá', 'sao', 'rating'],
});
