import { defineTrigger } from '@noi/node-sdk';

export const paymentReceived = defineTrigger({
  id: 'core.paymentReceived',
  version: 1,
  event: 'payment.received',
  title: { vi: 'Đã nhận tiền', en: 'Payment received' },
  summary: { vi: 'Khi tiền của khách về', en: 'When a customer has paid' },
  keywords: ['thanh toán', 'tiền', 'chuyển khoản', 'payment'],
});
