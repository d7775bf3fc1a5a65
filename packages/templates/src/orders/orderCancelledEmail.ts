import { anOrder, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, check, sendEmail, stop, when } from '../draw/steps.ts';
import { happening, type Template } from '../Template.ts';

/** Tells the customer that their order was cancelled; those without an email are left alone. */
export const orderCancelledEmail: Template = {
  id: 'order-cancelled-email',
  title: { vi: 'Báo khách khi đơn bị huỷ', en: 'Tell customers about a cancelled order' },
  summary: {
    vi: 'Đơn hàng bị huỷ thì gửi email xin lỗi và mời khách liên hệ lại. Khách không có email thì bỏ qua.',
    en: 'A cancelled order sends an apology by email. Customers without an email are left out.',
  },
  category: 'orders',
  tags: ['huỷ đơn', 'xin lỗi', 'cancel', 'email'],
  packages: ['core'],
  graph: drawGraph({
    steps: [
      when('cancelled', 'core.orderCancelled'),
      check('hasEmail', 'Khách có email', all({ field: 'trigger.order.customer.email', operator: 'notNull' })),
      sendEmail('email', {
        to: '{{ trigger.order.customer.email }}',
        subject: 'Đơn hàng {{ trigger.order.code }} đã được huỷ',
        body: [
          'Chào {{ trigger.order.customer.name | fallback: "bạn" }},',
          'Đơn hàng {{ trigger.order.code }} trị giá {{ trigger.order.total | money }} đã được huỷ.',
          'Nếu bạn vẫn cần mua hàng hoặc đã thanh toán trước, hãy trả lời thư này để shop hỗ trợ.',
          'Cảm ơn bạn.',
        ],
      }),
      stop('leave', 'Khách không có email'),
    ],
    wires: [
      ['cancelled', 'hasEmail'],
      ['hasEmail.true', 'email'],
      ['hasEmail.false', 'leave'],
    ],
  }),
  story: {
    scenario: {
      event: happening('order.cancelled', { order: { ...anOrder, state: 'cancelled' }, reason: 'Hết hàng' }),
      ...{ startAt: storyStart, days: 1, events: [], approve: 'approved' },
    },
    expects: [
      { type: 'passes', stepId: 'hasEmail', port: 'true' },
      { type: 'messages', channel: 'email', is: 'exactly', count: 1 },
      { type: 'ends', state: 'done' },
    ],
  },
};
