import type { ActionDescriptor, FieldDescriptor, TriggerDescriptor } from '@noi/node-sdk';
import type { ConnectionFact, FlowCatalog } from '../validate/FlowCatalog.ts';

const text = (key: string, [vi, en]: readonly [string, string], sample: unknown, rest: Partial<FieldDescriptor> = {}): FieldDescriptor => ({
  key,
  type: 'text',
  label: { vi, en },
  required: true,
  sample,
  ...rest,
});

const customer: FieldDescriptor = {
  key: 'customer',
  type: 'object',
  label: { vi: 'Khách hàng', en: 'Customer' },
  required: true,
  fields: [
    text('name', ['Tên khách', 'Customer name'], 'Nguyễn Thị Lan', { required: false }),
    text('phone', ['Số điện thoại', 'Phone'], '+84912345678', { required: false, format: 'phone' }),
  ],
};

const order: FieldDescriptor = {
  key: 'order',
  type: 'object',
  label: { vi: 'Đơn hàng', en: 'Order' },
  required: true,
  fields: [
    text('code', ['Mã đơn hàng', 'Order code'], '100020'),
    text('total', ['Tổng tiền', 'Total'], 1250000, { type: 'number', format: 'money' }),
    text('note', ['Ghi chú', 'Note'], 'Giao giờ hành chính', { required: false }),
    {
      key: 'address',
      type: 'object',
      label: { vi: 'Địa chỉ nhận', en: 'Delivery address' },
      required: false,
      fields: [text('phone', ['SĐT người nhận', 'Recipient phone'], '+84912345678', { format: 'phone' })],
    },
    { key: 'lines', type: 'list', label: { vi: 'Các món', en: 'Lines' }, required: true, fields: [text('title', ['Tên hàng', 'Item'], 'Nhà giả kim')] },
  ],
};

/** `core.orderDelivered` with a small part of the real event. */
export const orderDelivered: TriggerDescriptor = {
  kind: 'trigger',
  id: 'core.orderDelivered',
  version: 1,
  packageId: 'core',
  title: { vi: 'Khi đơn hàng giao xong', en: 'When an order is delivered' },
  summary: { vi: 'Mọi đơn vị vận chuyển, mọi nơi bán', en: 'Any carrier, any shop system' },
  event: 'order.delivered',
  keywords: [],
  output: [order, customer, text('deliveredAt', ['Giao lúc', 'Delivered at'], '2026-11-22T03:15:00.000Z', { format: 'dateTime' })],
  sample: {
    order: { code: '100020', total: 1250000, note: 'Giao giờ hành chính', address: { phone: '+84912345678' }, lines: [{ title: 'Nhà giả kim' }] },
    customer: { name: 'Nguyễn Thị Lan', phone: '+84912345678' },
    deliveredAt: '2026-11-22T03:15:00.000Z',
  },
};

/** A trigger that needs an account and whose body has no known shape. */
export const webhookReceived: TriggerDescriptor = {
  kind: 'trigger',
  id: 'core.webhookReceived',
  version: 1,
  packageId: 'core',
  title: { vi: 'Khi nhận webhook', en: 'When a webhook arrives' },
  summary: { vi: 'Nhận dữ liệu từ nơi khác gửi đến', en: 'Takes data sent from elsewhere' },
  event: 'webhook.received',
  connectionType: 'core.webhook',
  keywords: [],
  output: [{ key: 'body', type: 'any', label: { vi: 'Nội dung gửi đến', en: 'Body' }, required: true }],
  sample: { body: { ten: 'Lan' } },
};

/** A trigger by which a person hands data over. */
const startedByHand: TriggerDescriptor = {
  kind: 'trigger',
  id: 'core.startedByHand',
  version: 1,
  packageId: 'core',
  title: { vi: 'Bấm chạy tay', en: 'Started by hand' },
  summary: { vi: 'Khi có người bấm chạy', en: 'When somebody starts it' },
  event: 'flow.started_by_hand',
  keywords: [],
  output: [text('startedBy', ['Người bấm chạy', 'Started by'], 'Chủ shop')],
  sample: { startedBy: 'Chủ shop' },
};

/** A message action shaped like the real ZNS node. */
export const sendZns: ActionDescriptor = {
  kind: 'action',
  id: 'zalo.sendZns',
  version: 1,
  packageId: 'zalo',
  title: { vi: 'Gửi ZNS', en: 'Send ZNS' },
  summary: { vi: 'Gửi tin Zalo theo mẫu đã duyệt', en: 'Sends an approved Zalo template' },
  connectionType: 'zalo.oa',
  keywords: [],
  input: [
    text('phone', ['Số điện thoại người nhận', 'Recipient phone'], '+84912345678', { format: 'phone' }),
    text('templateId', ['Mẫu tin ZNS', 'ZNS template'], '320001', { hasOptions: true }),
    { key: 'templateData', type: 'object', label: { vi: 'Nội dung mẫu', en: 'Template content' }, required: true, dynamic: { dependsOn: ['templateId'] } },
  ],
  output: [
    text('messageId', ['Mã tin', 'Message id'], 'a4d0243feee163bd3af2'),
    text('quota', ['Còn lại trong ngày', 'Left today'], 499, { type: 'number', required: false }),
  ],
  sample: { messageId: 'a4d0243feee163bd3af2', quota: 499 },
  message: { channel: 'zalo', purpose: 'care' },
  repeat: 'lookup',
  rateClass: 'zalo',
  slow: false,
};

/** A small action without a connection, with one field of each kind. */
export const note: ActionDescriptor = {
  kind: 'action',
  id: 'core.note',
  version: 1,
  packageId: 'core',
  title: { vi: 'Ghi chú', en: 'Note' },
  summary: { vi: 'Ghi lại một dòng', en: 'Writes a line down' },
  keywords: [],
  input: [
    text('text', ['Nội dung', 'Text'], 'Xong', { maxLength: 20 }),
    text('count', ['Số lần', 'Times'], 1, { type: 'number', required: false, min: 1, max: 5, integer: true }),
    text('urgent', ['Gấp', 'Urgent'], false, { type: 'boolean', required: false }),
    { key: 'tone', type: 'choice', label: { vi: 'Giọng', en: 'Tone' }, required: false, choices: [{ value: 'warm', label: { vi: 'Ấm áp', en: 'Warm' } }] },
    text('email', ['Email', 'Email'], 'lan@example.com', { required: false, format: 'email' }),
    text('link', ['Liên kết', 'Link'], 'https://example.com', { required: false, format: 'url' }),
    text('at', ['Thời điểm', 'Moment'], '2026-11-22T03:15:00.000Z', { required: false, format: 'dateTime' }),
    text('extra', ['Thêm', 'Extra'], '{}', { required: false, format: 'json' }),
    text('letter', ['Thư', 'Letter'], 'Chào chị Lan', { required: false, format: 'richText' }),
  ],
  output: [text('id', ['Mã', 'Id'], 'n1')],
  sample: { id: 'n1' },
  repeat: 'native',
  rateClass: 'core',
  slow: false,
};

const triggers = [orderDelivered, webhookReceived, startedByHand];
const actions = [sendZns, note];

/** A catalogue of the nodes above, for tests. */
export const testCatalog: FlowCatalog = {
  trigger: (id, version) => triggers.find((node) => node.id === id && node.version === version),
  action: (id, version) => actions.find((node) => node.id === id && node.version === version),
};

/** The accounts that the test nodes need. */
export const testConnections: readonly ConnectionFact[] = [
  { id: 'oa', type: 'zalo.oa', state: 'ok' },
  { id: 'door', type: 'core.webhook', state: 'ok' },
];
