import { after, anOrder, daytime, delivered, nameOf, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, check, rest, sendZns, stop, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** A large order gets a thank-you of its own, once in 90 days. */
export const vipThanks: Template = {
  id: 'vip-thanks',
  title: { vi: 'Cảm ơn khách mua nhiều', en: 'Thank your best customers' },
  summary: {
    vi: 'Đơn từ 2.000.000 ₫ giao xong 1 ngày thì gửi lời cảm ơn riêng qua Zalo, mỗi khách tối đa 90 ngày một lần.',
    en: 'A day after an order of 2,000,000 ₫ or more arrives, Zalo says a special thank-you, once in 90 days for a customer.',
  },
  category: 'care',
  tags: ['vip', 'khách thân thiết', 'tri ân', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { entry: { policy: 'oncePerDays', days: 90 }, quietHours: daytime },
    steps: [
      when('delivered', 'core.orderDelivered'),
      check('isLarge', 'Đơn từ 2.000.000 ₫', all({ field: 'trigger.order.total', operator: '>=', value: 2_000_000 })),
      rest('aDay', { type: 'duration', amount: 1, unit: 'days' }),
      sendZns('thank', {
        phone: '{{ trigger.customer.phone }}',
        template: znsTemplates.vip,
        data: { customer_name: nameOf('trigger.customer.name'), order_code: '{{ trigger.order.code }}' },
      }),
      stop('ordinary', 'Đơn dưới mức tri ân'),
    ],
    wires: [
      ['delivered', 'isLarge'],
      ['isLarge.true', 'aDay'],
      ['isLarge.false', 'ordinary'],
      ['aDay', 'thank'],
    ],
  }),
  story: {
    scenario: { event: delivered({ ...anOrder, total: 3_600_000 }), startAt: storyStart, days: 3, events: [], approve: 'approved' },
    expects: [
      { type: 'passes', stepId: 'isLarge', port: 'true' },
      { type: 'messageTime', stepId: 'thank', is: 'at', afterMinutes: after.days(1) },
      { type: 'ends', state: 'done' },
    ],
  },
};
