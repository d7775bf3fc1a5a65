import { described, type SandboxScenario, toE164 } from '@noi/node-sdk';
import { z } from 'zod';
import type { GhnShops } from './createGhnShops.ts';
import { finalStatuses, type Parcel } from './Parcel.ts';

const CreateParcel = z.object({
  orderCode: described(z.string().trim().min(1).default('100021'), {
    label: { vi: 'Mã đơn hàng', en: 'Order code' },
    hint: { vi: 'Mã đơn của shop, để kiện tìm được đơn.', en: 'The shop’s order code, by which the parcel finds its order.' },
    sample: '100021',
  }),
  receiver: described(z.string().min(1).default('Nguyễn Thị Lan'), { label: { vi: 'Người nhận', en: 'Recipient' }, sample: 'Nguyễn Thị Lan' }),
  phone: described(z.string().default('0912345678'), { label: { vi: 'SĐT người nhận', en: 'Recipient phone' }, sample: '0912345678' }),
  cod: described(z.int().min(0).default(0), { label: { vi: 'Thu hộ (COD)', en: 'COD' }, format: 'money', sample: 79000 }),
});

const OneParcel = z.object({
  code: described(z.string().default(''), {
    label: { vi: 'Mã đơn hàng hoặc mã vận đơn', en: 'Order code or tracking code' },
    hint: { vi: 'Để trống để chọn kiện mới nhất.', en: 'Leave empty for the newest parcel.' },
    sample: '100021',
  }),
});

type Told = Awaited<ReturnType<SandboxScenario['run']>>;

const noShop: Told = {
  summary: {
    vi: 'Chưa có cửa hàng chạy thử. Hãy mở một kết nối GHN ở chế độ chạy thử.',
    en: 'There is no sandbox shop yet. Open a GHN connection in sandbox mode.',
  },
};
const noParcel: Told = {
  summary: { vi: 'Không tìm thấy kiện hàng nào đang đi. Hãy tạo vận đơn trước.', en: 'There is no parcel on its way. Create one first.' },
};

/** What may happen to parcels of the newest emulated shop. */
export function ghnScenarios(shops: GhnShops): readonly SandboxScenario[] {
  return [
    {
      id: 'create-parcel',
      title: { vi: 'Tạo vận đơn cho đơn hàng', en: 'A parcel is made for an order' },
      input: CreateParcel,
      async run(input) {
        const { orderCode, receiver, phone, cod } = CreateParcel.parse(input);
        const shop = await shops.newest();
        if (shop === undefined) return noShop;
        const parcel = await shops.create(shop, {
          client_order_code: orderCode.replace(/^#/, ''),
          payment_type_id: 1,
          required_note: 'CHOXEMHANGKHONGTHU',
          to_name: receiver,
          to_phone: `0${toE164(phone)?.slice(3) ?? '912345678'}`,
          to_address: '12 Nguyễn Trãi',
          cod_amount: cod,
          weight: 500,
          length: 20,
          width: 15,
          height: 5,
        });
        return {
          summary: {
            vi: `Kiện ${parcel.order_code} của đơn ${orderCode} đang chờ lấy hàng.`,
            en: `Parcel ${parcel.order_code} of order ${orderCode} waits to be picked up.`,
          },
        };
      },
    },
    moving(shops, {
      id: 'parcel-delivering',
      title: { vi: 'Kiện hàng đang giao', en: 'A parcel is out for delivery' },
      statuses: ['picked', 'delivering'],
      told: (code) => ({ vi: `Kiện ${code} đang được giao.`, en: `Parcel ${code} is out for delivery.` }),
    }),
    moving(shops, {
      id: 'delivery-failed',
      title: { vi: 'Giao thất bại', en: 'A delivery fails' },
      statuses: ['picked', 'delivering', 'delivery_fail'],
      reason: 'Người nhận hẹn lại ngày giao',
      told: (code) => ({ vi: `Kiện ${code} giao không thành công, sẽ giao lại.`, en: `Parcel ${code} could not be delivered and will be tried again.` }),
    }),
    moving(shops, {
      id: 'parcel-delivered',
      title: { vi: 'Giao hàng thành công', en: 'A parcel is delivered' },
      statuses: ['picked', 'delivering', 'delivered'],
      told: (code) => ({ vi: `Kiện ${code} đã giao xong.`, en: `Parcel ${code} is delivered.` }),
    }),
  ];
}

interface Moving {
  readonly id: string;
  readonly title: SandboxScenario['title'];
  readonly statuses: readonly string[];
  readonly reason?: string;
  told(code: string): Told['summary'];
}

/** A parcel that was picked up is not picked up again; one that failed goes out again. */
function moving(shops: GhnShops, { id, title, statuses, reason, told }: Moving): SandboxScenario {
  return {
    id,
    title,
    input: OneParcel,
    async run(input) {
      const shop = await shops.newest();
      if (shop === undefined) return noShop;
      const parcel = findParcel(await shops.parcels(shop), OneParcel.parse(input).code);
      if (parcel === undefined) return noParcel;
      const ahead = statuses
        .slice(statuses.indexOf(parcel.status) + 1)
        .filter((status) => status !== 'picked' || !parcel.log.some((entry) => entry.status === 'picked'));
      await shops.move(shop, parcel.order_code, { statuses: ahead, ...(reason === undefined ? {} : { reason }) });
      return { summary: told(parcel.order_code) };
    },
  };
}

function findParcel(parcels: readonly Parcel[], code: string): Parcel | undefined {
  const wanted = code.trim().replace(/^#/, '').toUpperCase();
  const moving = parcels.filter(({ status }) => !finalStatuses.some((final) => final === status));
  const fitting = moving.filter((parcel) => wanted === '' || parcel.order_code === wanted || parcel.client_order_code.toUpperCase() === wanted);
  return fitting.toSorted((a, b) => (a.order_date < b.order_date ? -1 : 1)).at(-1);
}
