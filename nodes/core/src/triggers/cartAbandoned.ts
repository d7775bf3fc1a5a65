import { defineTrigger } from '@noi/node-sdk';

export const cartAbandoned = defineTrigger({
  id: 'core.cartAbandoned',
  version: 1,
  event: 'cart.abandoned',
  title: { vi: 'Khách bỏ quên giỏ hàng', en: 'Cart abandoned' },
  summary: {
    vi: 'Khi khách để hàng trong giỏ mà chưa đặt, do website của shop báo',
    en: 'When a customer leaves a cart behind, as the shop’s website reports',
  },
  keywords: ['giỏ hàng', 'bỏ quên', 'cart', 'checkout'],
});
