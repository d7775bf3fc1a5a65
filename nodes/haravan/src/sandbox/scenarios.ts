import { described, type SandboxScenario } from '@noi/node-sdk';
import { z } from 'zod';
import type { Shop, Shops } from './createShops.ts';
import { cancelOrder, payOrder } from './haravanApi.ts';
import type { ShopOrder } from './ShopOrder.ts';

const PlaceOrder = z.object({
  name: described(z.string().min(1).default('Nguyễn Thị Lan'), { label: { vi: 'Tên khách', en: 'Customer name' }, sample: 'Nguyễn Thị Lan' }),
  phone: described(z.string().default('0912 345 678'), {
    label: { vi: 'Số điện thoại', en: 'Phone' },
    hint: { vi: 'Có thể để trống để thử đơn không có số.', en: 'May be empty, to try an order without a number.' },
    sample: '0912 345 678',
  }),
  product: described(z.string().min(1).default('Nhà giả kim'), { label: { vi: 'Món hàng', en: 'Item' }, sample: 'Nhà giả kim' }),
  quantity: described(z.int().min(1).default(1), { label: { vi: 'Số lượng', en: 'Quantity' }, sample: 1 }),
  price: described(z.int().min(0).default(79000), { label: { vi: 'Đơn giá', en: 'Unit price' }, format: 'money', sample: 79000 }),
});

const orderCode = described(z.string().default(''), {
  label: { vi: 'Mã đơn hàng', en: 'Order code' },
  hint: { vi: 'Để trống để chọn đơn mới nhất.', en: 'Leave empty for the newest order.' },
  sample: '100021',
});
const OneOrder = z.object({ orderCode });
const CancelOrder = z.object({
  orderCode,
  reason: described(z.enum(['customer', 'inventory', 'fraud', 'declined', 'other']).default('customer'), {
    label: { vi: 'Lý do', en: 'Reason' },
    sample: 'customer',
    choices: {
      customer: { vi: 'Khách đổi ý', en: 'Customer changed their mind' },
      inventory: { vi: 'Hết hàng', en: 'Out of stock' },
      fraud: { vi: 'Nghi gian lận', en: 'Suspected fraud' },
      declined: { vi: 'Thanh toán bị từ chối', en: 'Payment declined' },
      other: { vi: 'Lý do khác', en: 'Another reason' },
    },
  }),
});

/** What may happen in the newest emulated shop. */
export function haravanScenarios(shops: Shops): readonly SandboxScenario[] {
  return [
    {
      id: 'place-order',
      title: { vi: 'Khách đặt đơn', en: 'A customer places an order' },
      input: PlaceOrder,
      async run(input) {
        const { name, phone, product, quantity, price } = PlaceOrder.parse(input);
        const shop = await shops.newest();
        if (shop === undefined) return noShop;
        const [firstName = '', ...family] = name.trim().split(/\s+/).reverse();
        const lines = [{ title: product, sku: undefined, quantity, price }];
        const order = await shops.place(shop, { firstName, lastName: family.reverse().join(' '), phone, email: undefined, lines });
        const total = new Intl.NumberFormat('vi-VN').format(order.total_price);
        return { summary: { vi: `${name} đã đặt đơn ${order.name}, tổng ${total} ₫.`, en: `${name} placed order ${order.name}, total ${total} ₫.` } };
      },
    },
    {
      id: 'pay-order',
      title: { vi: 'Đơn được trả tiền', en: 'An order is paid' },
      input: OneOrder,
      async run(input) {
        return onOrder(shops, OneOrder.parse(input).orderCode, {
          topics: ['orders/paid', 'orders/updated'],
          isOpen: (order) => order.cancelled_at === null && order.financial_status !== 'paid',
          apply: (order, at) => payOrder(order, at, 'capture'),
          told: ({ name }) => ({ vi: `Đơn ${name} đã được trả đủ tiền.`, en: `Order ${name} is paid in full.` }),
        });
      },
    },
    {
      id: 'cancel-order',
      title: { vi: 'Huỷ đơn', en: 'An order is cancelled' },
      input: CancelOrder,
      async run(input) {
        const { orderCode: code, reason } = CancelOrder.parse(input);
        return onOrder(shops, code, {
          topics: ['orders/cancelled', 'orders/updated'],
          isOpen: (order) => order.cancelled_at === null,
          apply: (order, at) => cancelOrder(order, at, reason),
          told: ({ name }) => ({ vi: `Đơn ${name} đã bị huỷ.`, en: `Order ${name} is cancelled.` }),
        });
      },
    },
  ];
}

type Told = Awaited<ReturnType<SandboxScenario['run']>>;

interface OrderChange {
  readonly topics: readonly string[];
  isOpen(order: ShopOrder): boolean;
  apply(order: ShopOrder, at: string): void;
  told(order: ShopOrder): Told['summary'];
}

const noShop: Told = {
  summary: {
    vi: 'Chưa có cửa hàng chạy thử. Hãy mở một kết nối Haravan ở chế độ chạy thử.',
    en: 'There is no sandbox shop yet. Open a Haravan connection in sandbox mode.',
  },
};
const noOrder: Told = {
  summary: { vi: 'Không tìm thấy đơn hàng phù hợp. Hãy cho khách đặt một đơn trước.', en: 'There is no such order. Let a customer place one first.' },
};

async function onOrder(shops: Shops, code: string, change: OrderChange): Promise<Told> {
  const shop = await shops.newest();
  if (shop === undefined) return noShop;
  const order = await findOrder(shops, shop, { code, isOpen: change.isOpen });
  if (order === undefined) return noOrder;
  await shops.change(shop, String(order.id), change);
  return { summary: change.told(order) };
}

async function findOrder(shops: Shops, shop: Shop, { code, isOpen }: { code: string; isOpen(order: ShopOrder): boolean }): Promise<ShopOrder | undefined> {
  const wanted = code.trim().replace(/^#/, '');
  const orders = (await shops.orders(shop)).filter((order) => isOpen(order) && (wanted === '' || order.name === `#${wanted}`));
  return orders.sort((a, b) => a.id - b.id).at(-1);
}
