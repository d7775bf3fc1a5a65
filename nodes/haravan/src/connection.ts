import { defineConnection, described } from '@noi/node-sdk';
import { z } from 'zod';

/** One Haravan shop through a private app: a token that does not expire, and the app's secret, which signs webhooks. */
export const haravanShop = defineConnection({
  id: 'haravan.shop',
  title: { vi: 'Cửa hàng Haravan', en: 'Haravan shop' },
  help: {
    vi: 'Trong trang quản trị Haravan, mở Ứng dụng, tạo ứng dụng riêng có quyền đọc và sửa đơn hàng, rồi chép các mã vào đây. Sau khi lưu, dán địa chỉ webhook của kết nối này vào phần Webhook của ứng dụng.',
    en: 'In the Haravan admin open Apps, create a private app that may read and write orders, and copy its codes here. After saving, paste the webhook address of this connection into the app’s Webhook page.',
  },
  fields: z.object({
    accessToken: described(z.string().min(1), {
      label: { vi: 'Mã truy cập (access token)', en: 'Access token' },
      hint: { vi: 'Dùng để đọc và sửa đơn hàng.', en: 'Reads and writes orders.' },
      secret: true,
    }),
    appSecret: described(z.string().min(1), {
      label: { vi: 'Khoá bí mật của ứng dụng (client secret)', en: 'App client secret' },
      hint: { vi: 'Dùng để kiểm tra chữ ký webhook. Đây không phải mã xác minh.', en: 'Checks webhook signatures. This is not the verify token.' },
      secret: true,
    }),
    orgId: described(z.string().regex(/^\d+$/), {
      label: { vi: 'Mã cửa hàng (org id)', en: 'Shop id (org id)' },
      hint: { vi: 'Dãy số Haravan dùng để gọi tên shop, ví dụ 200000244883.', en: 'The number that Haravan gives the shop, such as 200000244883.' },
    }),
    verifyToken: described(z.string().min(1), {
      label: { vi: 'Mã xác minh webhook (verify token)', en: 'Webhook verify token' },
      hint: { vi: 'Mã bạn tự đặt ở phần Webhook của ứng dụng.', en: 'The word that you chose on the app’s Webhook page.' },
      secret: true,
    }),
  }),
  services: { api: { live: 'https://apis.haravan.com' } },
  authenticate: (_request, values) => ({ headers: { authorization: `Bearer ${values.accessToken}` } }),
  async test({ http }) {
    const { shop } = (await http.get('/com/shop.json')).json(z.object({ shop: z.object({ name: z.string() }) }));
    return { account: shop.name };
  },
});
