import { after, replied, staffEmail, storyStart } from '../draw/data.ts';
import { drawGraph } from '../draw/drawGraph.ts';
import { all, check, days, sendEmail, sendZns, untilEvent, when } from '../draw/steps.ts';
import { znsTemplates } from '../draw/znsTemplates.ts';
import { happening, type Template } from '../Template.ts';

const form = { maDon: '100021', tenKhach: 'Nguyễn Thị Lan', soDienThoai: '+84912345678', sanPham: 'Máy pha cà phê mini' };

/** Staff enter what is missing; the customer chooses by a button. */
export const outOfStock: Template = {
  id: 'out-of-stock',
  title: { vi: 'Hết hàng: hỏi khách chờ hay hoàn tiền', en: 'Out of stock: wait or refund' },
  summary: {
    vi: 'Nhân viên bấm chạy và điền đơn bị hết hàng. Khách chọn chờ hàng hoặc hoàn tiền ngay trong tin Zalo; bộ phận liên quan nhận email.',
    en: 'Staff start it with the order that cannot be filled. The customer chooses in Zalo to wait or be refunded, and the right people get an email.',
  },
  category: 'orders',
  tags: ['hết hàng', 'hoàn tiền', 'chờ hàng', 'stock', 'zns'],
  packages: ['core', 'zalo'],
  graph: drawGraph({
    settings: {
      inputs: [
        { key: 'maDon', label: 'Mã đơn hàng', type: 'text', required: true },
        { key: 'tenKhach', label: 'Tên khách', type: 'text', required: true },
        { key: 'soDienThoai', label: 'Số điện thoại', type: 'phone', required: true },
        { key: 'sanPham', label: 'Sản phẩm hết hàng', type: 'text', required: true },
      ],
    },
    steps: [
      when('started', 'core.startedByHand'),
      sendZns('ask', {
        phone: '{{ trigger.input.soDienThoai }}',
        template: znsTemplates.outOfStock,
        data: {
          customer_name: '{{ trigger.input.tenKhach | truncate: 30 }}',
          order_code: '{{ trigger.input.maDon | truncate: 30 }}',
          product_name: '{{ trigger.input.sanPham | truncate: 100 }}',
        },
      }),
      untilEvent('answer', {
        name: 'Đợi khách chọn',
        node: 'zalo.messageReceived',
        belongs: 'anyone',
        rule: all({ field: 'event.message.messageId', operator: '=', value: '{{ steps.ask.messageId }}' }),
        timeout: days(1),
      }),
      check('wantsMoney', 'Khách muốn hoàn tiền', all({ field: 'steps.answer.message.text', operator: 'contains', value: 'hoàn tiền', ignoreMarks: true })),
      sendEmail('refund', {
        name: 'Báo kế toán hoàn tiền',
        to: staffEmail,
        subject: 'Hoàn tiền đơn {{ trigger.input.maDon }}',
        body: [
          '{{ trigger.input.tenKhach }} ({{ trigger.input.soDienThoai | phone }}) chọn hoàn tiền vì hết “{{ trigger.input.sanPham }}”.',
          'Anh/chị hoàn tiền và báo lại khách.',
        ],
      }),
      sendEmail('reserve', {
        name: 'Báo kho giữ hàng',
        to: staffEmail,
        subject: 'Giữ hàng cho đơn {{ trigger.input.maDon }}',
        body: ['{{ trigger.input.tenKhach }} chờ “{{ trigger.input.sanPham }}” về.', 'Anh/chị giữ hàng cho khách ngay khi nhập kho.'],
      }),
      sendEmail('call', {
        name: 'Báo nhân viên gọi khách',
        to: staffEmail,
        subject: 'Gọi khách về đơn {{ trigger.input.maDon }}',
        body: ['Sau 1 ngày {{ trigger.input.tenKhach }} ({{ trigger.input.soDienThoai | phone }}) chưa chọn chờ hàng hay hoàn tiền. Anh/chị gọi hỏi giúp.'],
      }),
    ],
    wires: [
      ['started', 'ask'],
      ['ask', 'answer'],
      ['answer', 'wantsMoney'],
      ['answer.timeout', 'call'],
      ['wantsMoney.true', 'refund'],
      ['wantsMoney.false', 'reserve'],
    ],
  }),
  story: {
    scenario: {
      event: happening('flow.started_by_hand', { flowId: 'flow', startedBy: 'Chủ shop', input: form }),
      ...{ startAt: storyStart, days: 2, approve: 'approved' },
      events: [{ afterMinutes: after.hours(2), ...replied('Hoàn tiền cho tôi') }],
    },
    expects: [
      { type: 'messageTime', stepId: 'ask', is: 'at', afterMinutes: 0 },
      { type: 'passes', stepId: 'wantsMoney', port: 'true' },
      { type: 'messageTime', stepId: 'refund', is: 'at', afterMinutes: after.hours(2) },
      { type: 'ends', state: 'done' },
    ],
  },
};
