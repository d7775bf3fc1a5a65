import type { Template } from './Template.ts';

/** Tells the customer that their order was cancelled; those without an email are left alone. */
export const orderCancelledEmail: Template = {
  id: 'order-cancelled-email',
  title: { vi: 'Báo khách khi đơn bị huỷ', en: 'Tell customers about a cancelled order' },
  summary: {
    vi: 'Đơn hàng bị huỷ thì gửi email xin lỗi và mời khách liên hệ lại. Khách không có email thì bỏ qua.',
    en: 'A cancelled order sends an apology by email. Customers without an email are left out.',
  },
  packages: ['core'],
  graph: {
    schema: 1,
    settings: { timezone: 'Asia/Ho_Chi_Minh' },
    steps: {
      cancelled: { id: 'cancelled', kind: 'trigger', node: 'core.orderCancelled', nodeVersion: 1, position: { x: 0, y: 0 }, input: {} },
      hasEmail: {
        id: 'hasEmail',
        kind: 'if',
        name: 'Khách có email',
        position: { x: 0, y: 160 },
        rule: { combinator: 'and', rules: [{ field: 'trigger.order.customer.email', operator: 'notNull' }] },
      },
      email: {
        id: 'email',
        kind: 'action',
        node: 'core.sendEmail',
        nodeVersion: 1,
        position: { x: -160, y: 320 },
        input: {
          to: '{{ trigger.order.customer.email }}',
          subject: 'Đơn hàng {{ trigger.order.code }} đã được huỷ',
          body: [
            'Chào {{ trigger.order.customer.name | fallback: "bạn" }},',
            'Đơn hàng {{ trigger.order.code }} trị giá {{ trigger.order.total | money }} đã được huỷ.',
            'Nếu bạn vẫn cần mua hàng hoặc đã thanh toán trước, hãy trả lời thư này để shop hỗ trợ.',
            'Cảm ơn bạn.',
          ].join('\n\n'),
        },
      },
      leave: { id: 'leave', kind: 'stop', position: { x: 160, y: 320 }, reason: 'Khách không có email' },
    },
    edges: [
      { id: 'cancelled-hasEmail', from: 'cancelled', port: 'next', to: 'hasEmail' },
      { id: 'hasEmail-email', from: 'hasEmail', port: 'true', to: 'email' },
      { id: 'hasEmail-leave', from: 'hasEmail', port: 'false', to: 'leave' },
    ],
  },
};
