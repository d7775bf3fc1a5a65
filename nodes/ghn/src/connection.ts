import { defineConnection, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { callGhn } from './api/callGhn.ts';

const Shops = z.object({ shops: z.array(z.object({ _id: z.union([z.number(), z.string()]).transform(String), name: z.string().nullish() })).nullish() });

/** One shop at Giao Hàng Nhanh. GHN signs no callbacks: it sends a header whose name and value were agreed when the address was registered. */
export const ghnShop = defineConnection({
  id: 'ghn.shop',
  title: { vi: 'Cửa hàng Giao Hàng Nhanh', en: 'Giao Hàng Nhanh shop' },
  help: {
    vi: 'Trong trang khách hàng của GHN, mở Chủ cửa hàng để lấy Token API và mã cửa hàng. Khi đăng ký webhook với GHN, gửi cho họ địa chỉ webhook của kết nối này cùng tên và giá trị tiêu đề xác thực bên dưới.',
    en: 'In GHN’s customer site open the shop owner page for the API token and the shop id. When you register the webhook with GHN, give them the webhook address of this connection and the header name and value below.',
  },
  fields: z.object({
    token: described(z.string().min(1), { label: { vi: 'Token API', en: 'API token' }, secret: true }),
    shopId: described(z.string().regex(/^\d+$/), {
      label: { vi: 'Mã cửa hàng (ShopID)', en: 'Shop id' },
      hint: { vi: 'Dãy số ở cạnh tên cửa hàng, ví dụ 885.', en: 'The number beside the shop’s name, such as 885.' },
    }),
    callbackHeader: described(
      z
        .string()
        .regex(/^[A-Za-z0-9-]+$/)
        .default('X-Noi-Key'),
      {
        label: { vi: 'Tên tiêu đề xác thực webhook', en: 'Webhook header name' },
        hint: { vi: 'Tên tiêu đề mà bạn đã báo với GHN.', en: 'The header name that you told GHN.' },
      },
    ),
    callbackSecret: described(z.string().min(8), {
      label: { vi: 'Giá trị tiêu đề xác thực webhook', en: 'Webhook header value' },
      hint: {
        vi: 'Một chuỗi khó đoán, ít nhất 8 ký tự, báo với GHN cùng tên tiêu đề.',
        en: 'A value hard to guess, at least 8 characters, told to GHN with the name.',
      },
      secret: true,
    }),
  }),
  services: { api: { live: 'https://online-gateway.ghn.vn/shiip/public-api' } },
  authenticate: ({ path }, values) => ({
    // Calls about the account itself name no shop.
    headers: { Token: values.token ?? '', ...(path.startsWith('/v2/shop/') ? {} : { ShopId: values.shopId ?? '' }) },
  }),
  async test({ http, values }) {
    const { shops } = await callGhn({ http, method: 'GET', path: '/v2/shop/all', query: { offset: 0, limit: 200 }, data: Shops });
    const shop = shops?.find(({ _id: id }) => id === values.shopId);
    if (shop !== undefined) return { account: `${shop.name ?? 'GHN'} (${values.shopId})` };
    const text = {
      vi: `Token đúng nhưng tài khoản này không có cửa hàng ${values.shopId}. Hãy xem lại mã cửa hàng.`,
      en: `The token is right, but this account has no shop ${values.shopId}. Check the shop id.`,
    };
    throw new NodeError('rejected', text, { field: 'shopId' });
  },
});
