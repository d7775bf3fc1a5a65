import { after, nameOf, ordered, parcelIs, replied, staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, days, sendEmail, sendZns, stop, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import type { Template } from '../Template.ts';

/** A failed delivery asks the customer for the right address, before the parcel goes back. */
export const wrongAddress: Template = {
  id: 'wrong-address',
  title: { vi: 'Giao hụt: hỏi lại địa chỉ', en: 'Failed delivery: ask for the address' },
  summary: {
    vi: 'Đơn vị vận chuyển báo giao chưa được thì gửi tin Zalo hỏi khách địa chỉ hoặc giờ nhận. Câu trả lời gửi cho nhân viên; sau 1 ngày im lặng thì nhắc gọi khách.',
    en: 'When the carrier could not deliver, Zalo asks for the address or a better time. Staff get the answer, or a reminder to call after a day.',
  },
  category: 'delivery',
  tags: ['giao hụt', 'sai địa chỉ', 'giao lại', 'hoàn hàng', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: { goal: { node: 'core.orderDelivered', nodeVersion: 1, belongs: 'order' } },
    steps: [
      when('ordered', 'core.orderCreated'),
      untilEvent('failed', {
        name: 'Nếu giao chưa được',
        node: 'core.shipmentStatusChanged',
        belongs: 'order',
        rule: all({ field: 'event.shipment.state', operator: '=', value: 'delivery_failed' }),
        timeout: days(15),
      }),
      sendZns('ask', {
        phone: '{{ trigger.order.customer.phone }}',
        template: znsTemplates.wrongAddress,
        data: {
          customer_name: nameOf('trigger.order.customer.name'),
          order_code: '{{ trigger.order.code }}',
          tracking_code: '{{ steps.failed.shipment.trackingCode }}',
        },
      }),
      untilEvent('answer', { name: 'Đợi khách trả lời', node: 'zalo.messageReceived', belongs: 'customer', timeout: days(1) }),
      sendEmail('tell', {
        name: 'Gửi câu trả lời cho nhân viên',
        to: staffEmail,
        subject: 'Giao lại đơn {{ trigger.order.code }}',
        body: [
          '{{ trigger.order.customer.name | fallback: "Khách" }} trả lời: “{{ steps.answer.message.text | fallback: "(không có chữ)" }}”.',
          'Kiện {{ steps.failed.shipment.trackingCode }} ({{ steps.failed.shipment.carrier }}). Địa chỉ hiện tại: {{ trigger.order.address.line | fallback: "chưa rõ" }}, {{ trigger.order.address.ward | fallback: "" }}.',
          'Anh/chị sửa vận đơn và hẹn giao lại.',
        ],
      }),
      sendEmail('call', {
        name: 'Nhắc nhân viên gọi khách',
        to: staffEmail,
        subject: 'Gọi khách về đơn {{ trigger.order.code }}',
        body: [
          'Đơn {{ trigger.order.code }} giao chưa được, khách chưa trả lời tin Zalo sau 1 ngày.',
          'Anh/chị gọi {{ trigger.order.customer.phone | phone | fallback: "(không có số)" }} trước khi hàng bị hoàn về.',
        ],
      }),
      stop('fine', 'Không có lần giao hụt nào'),
    ],
    wires: [
      ['ordered', 'failed'],
      ['failed', 'ask'],
      ['failed.timeout', 'fine'],
      ['ask', 'answer'],
      ['answer', 'tell'],
      ['answer.timeout', 'call'],
    ],
  }),
  story: {
    scenario: {
      event: ordered(),
      ...{ startAt: storyStart, days: 5, approve: 'approved' },
      events: [
        { afterMinutes: after.days(2), ...parcelIs('delivery_failed') },
        { afterMinutes: after.days(2) + after.hours(1), ...replied('Đổi địa chỉ nhận') },
      ],
    },
    expects: [
      { type: 'messageTime', stepId: 'ask', is: 'at', afterMinutes: after.days(2) },
      { type: 'messageTime', stepId: 'tell', is: 'at', afterMinutes: after.days(2) + after.hours(1) },
      { type: 'neverReaches', stepId: 'call' },
      { type: 'ends', state: 'done' },
    ],
  },
};
