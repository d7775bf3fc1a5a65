import { customerName, type DemoTemplate, orderCode, param } from './DemoTemplate.ts';

const tracking = param('tracking_code', 'STRING', 30, 'L8BGNP');
const amount = param('amount', 'CURRENCY', 12, '1250000');
const product = param('product_name', 'STRING', 200, 'Nhà giả kim');
const codeRow = { label: 'Mã đơn hàng', value: '<order_code>' };
const amountRow = { label: 'Số tiền', value: '<amount>' };
const reply = (id: string, title: string) => ({ id, kind: 'reply' as const, title, content: title });
const link = (id: string, title: string, content: string) => ({ id, kind: 'url' as const, title, content });

const template = (
  id: string,
  name: string,
  rest: Pick<DemoTemplate, 'tag' | 'title' | 'text' | 'params'> & Partial<Pick<DemoTemplate, 'rows' | 'buttons' | 'price' | 'isDaytimeOnly'>>,
): DemoTemplate => ({ id, name, state: 'ENABLE', quality: 'HIGH', price: '300', rows: [], buttons: [], ...rest });

/** Templates for what shops write about most; the product's ready-made flows send by them. */
export const shopTemplates: readonly DemoTemplate[] = [
  template('320007', 'Nhắc giỏ hàng chưa đặt', {
    tag: 'CUSTOMER_CARE',
    title: 'Giỏ hàng vẫn chờ bạn',
    text: 'Chào <customer_name>, bạn còn để <product_name> trong giỏ tại <shop>. Nếu cần tư vấn thêm, bạn nhắn shop nhé.',
    rows: [{ label: 'Tạm tính', value: '<amount>' }],
    params: [customerName, product, amount],
    buttons: [link('cart', 'Mở lại giỏ hàng', 'https://example.com/gio-hang')],
    isDaytimeOnly: true,
  }),
  template('320008', 'Chúc mừng sinh nhật', {
    tag: 'CUSTOMER_CARE',
    title: 'Chúc mừng sinh nhật',
    text: 'Chào <customer_name>, <shop> chúc bạn một tuổi mới nhiều sức khoẻ và niềm vui. Cảm ơn bạn đã đồng hành cùng shop.',
    params: [customerName],
    isDaytimeOnly: true,
  }),
  template('320009', 'Xác nhận đơn thu hộ', {
    tag: 'TRANSACTION',
    title: 'Xác nhận đơn hàng',
    text: 'Chào <customer_name>, <shop> đã nhận đơn hàng của bạn, thanh toán khi nhận hàng. Bạn xác nhận giúp shop để hàng được gửi sớm.',
    rows: [codeRow, { label: 'Số tiền thu hộ', value: '<amount>' }],
    params: [customerName, orderCode, amount],
    buttons: [reply('confirm', 'Xác nhận đặt hàng'), reply('cancel', 'Huỷ đơn')],
  }),
  template('320010', 'Hẹn giao lại đơn hàng', {
    tag: 'TRANSACTION',
    title: 'Shop chưa giao được hàng',
    text: 'Chào <customer_name>, đơn vị vận chuyển chưa giao được đơn hàng cho bạn. Bạn xem lại giúp shop địa chỉ và số điện thoại nhận hàng.',
    rows: [codeRow, { label: 'Mã vận đơn', value: '<tracking_code>' }],
    params: [customerName, orderCode, tracking],
    buttons: [reply('address', 'Đổi địa chỉ nhận'), reply('again', 'Giao lại giúp tôi')],
  }),
  template('320011', 'Đơn hàng đến chậm', {
    tag: 'TRANSACTION',
    title: 'Đơn hàng đến chậm hơn dự kiến',
    text: 'Chào <customer_name>, đơn hàng của bạn tại <shop> đang đến chậm hơn dự kiến. Shop xin lỗi bạn và đang làm việc với đơn vị vận chuyển.',
    rows: [codeRow],
    params: [customerName, orderCode],
    buttons: [reply('help', 'Tôi cần hỗ trợ')],
  }),
  template('320012', 'Sản phẩm tạm hết hàng', {
    tag: 'TRANSACTION',
    title: 'Sản phẩm tạm hết hàng',
    text: 'Chào <customer_name>, sản phẩm <product_name> trong đơn của bạn vừa hết hàng. Bạn muốn chờ hàng về hay nhận lại tiền?',
    rows: [codeRow],
    params: [customerName, orderCode, product],
    buttons: [reply('wait', 'Tôi chờ hàng về'), reply('refund', 'Hoàn tiền cho tôi')],
  }),
  template('320013', 'Tri ân khách hàng thân thiết', {
    tag: 'CUSTOMER_CARE',
    title: 'Cảm ơn bạn đã tin tưởng',
    text: 'Chào <customer_name>, <shop> cảm ơn bạn đã tin tưởng đặt đơn <order_code>. Khi cần hỗ trợ, bạn được ưu tiên qua số riêng của shop.',
    rows: [codeRow],
    params: [customerName, orderCode],
    buttons: [reply('help', 'Tôi cần hỗ trợ')],
  }),
  template('320014', 'Ưu đãi quay lại', {
    tag: 'PROMOTION',
    price: '550',
    title: 'Shop nhớ bạn',
    text: 'Chào <customer_name>, đã lâu <shop> chưa được phục vụ bạn. Shop gửi bạn mã ưu đãi cho lần mua tới.',
    rows: [
      { label: 'Mã ưu đãi', value: '<voucher_code>' },
      { label: 'Dùng đến hết', value: '<expire_date>' },
    ],
    params: [customerName, param('voucher_code', 'STRING', 30, 'QUAYLAI10'), param('expire_date', 'DATE', 20, '25/12/2026')],
    buttons: [link('shop', 'Xem cửa hàng', 'https://example.com')],
    isDaytimeOnly: true,
  }),
  template('320015', 'Đã nhận thanh toán', {
    tag: 'TRANSACTION',
    title: 'Shop đã nhận thanh toán',
    text: 'Chào <customer_name>, <shop> đã nhận thanh toán cho đơn hàng của bạn và đang chuẩn bị hàng.',
    rows: [codeRow, amountRow],
    params: [customerName, orderCode, amount],
  }),
  template('320016', 'Cập nhật giao hàng', {
    tag: 'TRANSACTION',
    title: 'Tình trạng giao hàng',
    text: 'Chào <customer_name>, đơn hàng của bạn tại <shop> vừa có cập nhật.',
    rows: [codeRow, { label: 'Tình trạng', value: '<order_status>' }],
    params: [customerName, orderCode, param('order_status', 'STRING', 30, 'Đang giao đến bạn')],
    buttons: [link('track', 'Theo dõi đơn hàng', 'https://example.com/van-don')],
  }),
  template('320017', 'Hướng dẫn sử dụng sản phẩm', {
    tag: 'CUSTOMER_CARE',
    title: 'Dùng sản phẩm cho đúng cách',
    text: 'Chào <customer_name>, shop gửi bạn video hướng dẫn sử dụng <product_name>. Có chỗ nào chưa rõ, bạn nhắn shop nhé.',
    params: [customerName, product],
    buttons: [link('video', 'Xem video hướng dẫn', 'https://example.com/huong-dan'), reply('help', 'Tôi cần hỗ trợ')],
  }),
  template('320018', 'Xác nhận hoàn tiền', {
    tag: 'TRANSACTION',
    title: 'Shop đã hoàn tiền',
    text: 'Chào <customer_name>, <shop> đã hoàn tiền cho đơn hàng của bạn. Tiền về tài khoản trong 1 đến 3 ngày làm việc.',
    rows: [codeRow, { label: 'Số tiền hoàn', value: '<amount>' }],
    params: [customerName, orderCode, amount],
  }),
];
