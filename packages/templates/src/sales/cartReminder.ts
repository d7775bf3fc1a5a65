import { after, daytime, lan, nameOf, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, check, rest, sendZns, stop, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import { happening, type Template } from '../Template.ts';

/** One reminder, to those who agreed, unless they order meanwhile. */
export const cartReminder: Template = {
  id: 'cart-reminder',
  title: { vi: 'Nhắc giỏ hàng bỏ quên', en: 'Remind of an abandoned cart' },
  summary: {
    vi: 'Khách để hàng trong giỏ 1 giờ chưa đặt thì gửi một tin Zalo nhắc, chỉ với khách đồng ý nhận tin và ngoài giờ nghỉ. Khách đặt hàng thì thôi.',
    en: 'An hour after a cart is left behind, Zalo reminds customers who agreed to offers, in waking hours. Ordering ends it.',
  },
  category: 'sales',
  tags: ['giỏ hàng', 'bỏ quên', 'cart', 'nhắc', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: {
      entry: { policy: 'oncePerDays', days: 3 },
      goal: { node: 'core.orderCreated', nodeVersion: 1, belongs: 'customer' },
      frequencyCap: { messages: 1, days: 3 },
      quietHours: daytime,
    },
    steps: [
      when('left', 'core.cartAbandoned'),
      check('agreed', 'Khách đồng ý nhận tin', all({ field: 'trigger.customer.acceptsMarketing', operator: '=', value: true })),
      rest('anHour', { type: 'duration', amount: 1, unit: 'hours' }),
      sendZns('remind', {
        phone: '{{ trigger.customer.phone }}',
        template: znsTemplates.cart,
        data: {
          customer_name: nameOf('trigger.customer.name'),
          product_name: '{{ trigger.cart.lines | map: "title" | join: ", " | truncate: 100 | fallback: "sản phẩm bạn chọn" }}',
          amount: '{{ trigger.cart.total }}',
        },
      }),
      stop('leave', 'Khách chưa đồng ý nhận tin'),
    ],
    wires: [
      ['left', 'agreed'],
      ['agreed.true', 'anHour'],
      ['agreed.false', 'leave'],
      ['anHour', 'remind'],
    ],
  }),
  story: {
    scenario: {
      event: happening('cart.abandoned', {
        cart: { total: 1_250_000, url: 'https://example.com/gio-hang', lines: [{ title: 'Máy pha cà phê mini', quantity: 1, price: 1_250_000 }] },
        customer: lan,
        abandonedAt: storyStart,
      }),
      ...{ startAt: storyStart, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'agreed', port: 'true' },
      { type: 'messageTime', stepId: 'remind', is: 'at', afterMinutes: after.hours(1) },
      { type: 'messages', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
