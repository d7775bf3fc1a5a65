import { after, delivered, nameOf, ordered, parcelIs, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, days, sendZns, stop, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

const tell = (id: string, status: string) =>
  sendZns(id, {
    phone: '{{ trigger.order.customer.phone }}',
    template: znsTemplates.stage,
    data: { customer_name: nameOf('trigger.order.customer.name'), order_code: '{{ trigger.order.code }}', order_status: status },
  });

/** One message when the parcel is out for delivery, one when it has arrived. */
export const deliveryStages: Template = {
  id: 'delivery-stages',
  title: { vi: 'Báo khách từng chặng giao hàng', en: 'Tell customers each stage of delivery' },
  summary: {
    vi: 'Kiện hàng bắt đầu đi giao thì gửi tin Zalo, giao xong gửi thêm một tin. Đơn bị huỷ thì thôi.',
    en: 'One Zalo message when the parcel is out for delivery, another when it has arrived. A cancelled order ends it.',
  },
  category: 'delivery',
  tags: ['vận chuyển', 'hành trình đơn', 'theo dõi đơn', 'shipping', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { goal: { node: 'core.orderCancelled', nodeVersion: 1, belongs: 'order' } },
    steps: [
      when('ordered', 'core.orderCreated'),
      untilEvent('onTheWay', {
        name: 'Đợi kiện hàng đi giao',
        node: 'core.shipmentStatusChanged',
        belongs: 'order',
        rule: all({ field: 'event.shipment.state', operator: '=', value: 'delivering' }),
        timeout: days(15),
      }),
      tell('tellOnTheWay', 'Đang giao đến bạn'),
      untilEvent('arrived', { name: 'Đợi đơn giao xong', node: 'core.orderDelivered', belongs: 'order', timeout: days(15) }),
      tell('tellArrived', 'Đã giao thành công'),
      stop('tooLong', 'Đơn không đi giao trong 15 ngày'),
      stop('unknown', 'Chưa thấy đơn giao xong'),
    ],
    wires: [
      ['ordered', 'onTheWay'],
      ['onTheWay', 'tellOnTheWay'],
      ['onTheWay.timeout', 'tooLong'],
      ['tellOnTheWay', 'arrived'],
      ['arrived', 'tellArrived'],
      ['arrived.timeout', 'unknown'],
    ],
  }),
  story: {
    scenario: {
      event: ordered(),
      ...{ startAt: storyStart, days: 7, approve: 'approved' },
      events: [
        { afterMinutes: after.days(1), ...parcelIs('in_transit') },
        { afterMinutes: after.days(2), ...parcelIs('delivering') },
        { afterMinutes: after.days(2) + after.hours(6), ...delivered() },
      ],
    },
    expects: [
      { type: 'messageTime', stepId: 'tellOnTheWay', is: 'at', afterMinutes: after.days(2) },
      { type: 'messageTime', stepId: 'tellArrived', is: 'at', afterMinutes: after.days(2) + after.hours(6) },
      { type: 'messages', channel: 'zalo', is: 'exactly', count: 2 },
      { type: 'ends', state: 'done' },
    ],
  },
};
