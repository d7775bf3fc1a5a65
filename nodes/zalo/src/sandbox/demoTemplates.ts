export type TemplateState = 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';

/** One parameter, with the limits of its kind in the template documents. */
export interface DemoParam {
  readonly name: string;
  readonly type: 'STRING' | 'NUMBER' | 'CURRENCY' | 'DATE' | 'URL';
  readonly maxLength: number;
  readonly minLength: number;
  readonly require: boolean;
  readonly acceptNull: boolean;
  readonly sample: string;
}

/** A template as the shop designed it on Zalo Cloud. `<name>` in texts and rows stands for a parameter, `<shop>` for the OA's name. */
export interface DemoTemplate {
  readonly id: string;
  readonly name: string;
  /** Of a new account; scenarios change it. */
  readonly state: TemplateState;
  readonly quality: 'HIGH' | 'MEDIUM' | 'LOW' | 'UNDEFINED';
  readonly tag: 'TRANSACTION' | 'CUSTOMER_CARE' | 'PROMOTION';
  readonly price: string;
  readonly title: string;
  readonly text: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly params: readonly DemoParam[];
  /** `url` opens a page; `reply` answers the shop, which is the "Response" component. */
  readonly buttons: readonly { readonly id: string; readonly kind: 'url' | 'reply'; readonly title: string; readonly content: string }[];
  readonly rating?: { readonly question: string; readonly choices: Readonly<Record<string, readonly string[]>> };
  /** Not sent from 22:00 to 06:00. */
  readonly isDaytimeOnly?: boolean;
}

const param = (name: string, type: DemoParam['type'], maxLength: number, sample: string): DemoParam => ({
  name,
  type,
  maxLength,
  minLength: 1,
  require: true,
  acceptNull: false,
  sample,
});
const customerName = param('customer_name', 'STRING', 30, 'Nguyễn Thị Lan');
const orderCode = param('order_code', 'STRING', 30, '100020');

export const demoTemplates: readonly DemoTemplate[] = [
  {
    id: '320001',
    name: 'Mời đánh giá đơn hàng',
    state: 'ENABLE',
    quality: 'HIGH',
    tag: 'CUSTOMER_CARE',
    price: '300',
    title: 'Bạn thấy đơn hàng thế nào?',
    text: 'Chào <customer_name>, cảm ơn bạn đã mua hàng tại <shop>. Đơn hàng của bạn đã giao xong, mời bạn chấm điểm để shop phục vụ tốt hơn.',
    rows: [{ label: 'Mã đơn hàng', value: '<order_code>' }],
    params: [customerName, orderCode],
    buttons: [],
    rating: {
      question: 'Bạn hài lòng với đơn hàng này chứ?',
      choices: {
        '1': ['Giao hàng chậm', 'Hàng bị lỗi', 'Nhân viên chưa nhiệt tình'],
        '2': ['Giao hàng chậm', 'Hàng bị lỗi', 'Đóng gói sơ sài'],
        '3': ['Giao hàng chậm', 'Đóng gói sơ sài', 'Giá chưa tốt'],
        '4': ['Giao hàng nhanh', 'Hàng đúng mô tả', 'Đóng gói cẩn thận'],
        '5': ['Giao hàng nhanh', 'Hàng đúng mô tả', 'Đóng gói cẩn thận', 'Nhân viên nhiệt tình'],
      },
    },
  },
  {
    id: '320002',
    name: 'Thông báo giao hàng',
    state: 'ENABLE',
    quality: 'HIGH',
    tag: 'TRANSACTION',
    price: '300',
    title: 'Đơn hàng đang trên đường giao',
    text: 'Chào <customer_name>, đơn hàng của bạn tại <shop> đã được bàn giao cho đơn vị vận chuyển.',
    rows: [
      { label: 'Mã đơn hàng', value: '<order_code>' },
      { label: 'Mã vận đơn', value: '<tracking_code>' },
      { label: 'Số tiền cần trả', value: '<amount>' },
    ],
    params: [orderCode, customerName, param('tracking_code', 'STRING', 30, 'L8BGNP'), param('amount', 'CURRENCY', 12, '1250000')],
    buttons: [{ id: 'track', kind: 'url', title: 'Theo dõi đơn hàng', content: 'https://example.com/van-don' }],
  },
  {
    id: '320003',
    name: 'Cảm ơn khách hàng',
    state: 'ENABLE',
    quality: 'MEDIUM',
    tag: 'CUSTOMER_CARE',
    price: '300',
    title: 'Cảm ơn bạn đã mua hàng',
    text: 'Chào <customer_name>, <shop> cảm ơn bạn đã đặt đơn hàng <order_code>. Shop sẽ chuẩn bị hàng và gửi đến bạn sớm.',
    rows: [{ label: 'Mã đơn hàng', value: '<order_code>' }],
    params: [customerName, orderCode],
    buttons: [
      { id: 'help', kind: 'reply', title: 'Tôi cần hỗ trợ', content: 'Tôi cần hỗ trợ' },
      { id: 'shop', kind: 'url', title: 'Xem cửa hàng', content: 'https://example.com' },
    ],
  },
  {
    id: '320004',
    name: 'Ưu đãi cuối tuần',
    state: 'PENDING_REVIEW',
    quality: 'UNDEFINED',
    tag: 'PROMOTION',
    price: '550',
    title: 'Ưu đãi cuối tuần',
    text: 'Chào <customer_name>, <shop> gửi bạn mã ưu đãi <voucher_code>.',
    rows: [],
    params: [customerName, param('voucher_code', 'STRING', 30, 'CUOITUAN10')],
    buttons: [],
  },
  {
    id: '320005',
    name: 'Thông báo đổi trả',
    state: 'DISABLE',
    quality: 'LOW',
    tag: 'TRANSACTION',
    price: '300',
    title: 'Yêu cầu đổi trả',
    text: 'Chào <customer_name>, <shop> đã nhận yêu cầu đổi trả của đơn hàng <order_code>.',
    rows: [],
    params: [customerName, orderCode],
    buttons: [],
  },
  {
    id: '320006',
    name: 'Nhắc lịch hẹn (chỉ gửi ban ngày)',
    state: 'ENABLE',
    quality: 'UNDEFINED',
    tag: 'TRANSACTION',
    price: '300',
    title: 'Nhắc lịch hẹn',
    text: 'Chào <customer_name>, bạn có hẹn với <shop>.',
    rows: [{ label: 'Giờ hẹn', value: '<appointment_time>' }],
    params: [customerName, param('appointment_time', 'DATE', 20, '14:30 25/12/2026')],
    buttons: [],
    isDaytimeOnly: true,
  },
];
