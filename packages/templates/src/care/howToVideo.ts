import { after, daytime, delivered, nameOf, storyStart } from '../draw/data.ts';
import { drawGraph, type PlainStep } from '../draw/drawGraph.ts';
import { all, check, rest, sendZns, stop, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

const bought: PlainStep = {
  id: 'bought',
  kind: 'set',
  name: 'Ghi lại các món đã mua',
  fields: [{ key: 'sanPham', label: 'Các món đã mua', value: '{{ trigger.order.lines | map: "title" | join: ", " | fallback: "" }}' }],
};

/** Who bought something that wants explaining gets the video a day later. */
export const howToVideo: Template = {
  id: 'how-to-video',
  title: { vi: 'Gửi video hướng dẫn sau khi giao', en: 'Send a how-to video after delivery' },
  summary: {
    vi: 'Đơn có máy pha cà phê giao xong 1 ngày thì gửi video hướng dẫn qua Zalo. Đổi tên sản phẩm cho đúng hàng của shop.',
    en: 'A day after a coffee maker is delivered, Zalo sends the how-to video. Put your own product’s name in.',
  },
  category: 'care',
  tags: ['hướng dẫn', 'video', 'sử dụng', 'how-to', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { quietHours: daytime },
    steps: [
      when('delivered', 'core.orderDelivered'),
      bought,
      check(
        'needsVideo',
        'Có sản phẩm cần hướng dẫn',
        all({ field: 'steps.bought.sanPham', operator: 'contains', value: 'máy pha cà phê', ignoreMarks: true }),
      ),
      rest('aDay', { type: 'duration', amount: 1, unit: 'days' }),
      sendZns('send', {
        phone: '{{ trigger.customer.phone }}',
        template: znsTemplates.howTo,
        data: { customer_name: nameOf('trigger.customer.name'), product_name: '{{ steps.bought.sanPham | truncate: 100 | fallback: "sản phẩm" }}' },
      }),
      stop('notNeeded', 'Không có sản phẩm cần hướng dẫn'),
    ],
    wires: [
      ['delivered', 'bought'],
      ['bought', 'needsVideo'],
      ['needsVideo.true', 'aDay'],
      ['needsVideo.false', 'notNeeded'],
      ['aDay', 'send'],
    ],
  }),
  story: {
    scenario: { event: delivered(), startAt: storyStart, days: 3, events: [], approve: 'approved' },
    expects: [
      { type: 'passes', stepId: 'needsVideo', port: 'true' },
      { type: 'messageTime', stepId: 'send', is: 'at', afterMinutes: after.days(1) },
      { type: 'ends', state: 'done' },
    ],
  },
};
