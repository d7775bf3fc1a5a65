import { createHmac } from 'node:crypto';
import { type ConnectionValues, defineConnection, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { readReply } from './api/readReply.ts';
import { refreshTokens } from './api/refreshTokens.ts';

/** Access tokens live 25 hours; replacing them from the twentieth on leaves room for an outage of Zalo's. */
const refreshBeforeMs = 5 * 3_600_000;

const OaInfo = z.looseObject({
  name: z.string().optional(),
  oaid: z.union([z.string(), z.number()]).optional(),
  oa_id: z.union([z.string(), z.number()]).optional(),
});

/** An Official Account, reached through an app of the shop on Zalo for Developers. */
export const zaloOa = defineConnection({
  id: 'zalo.oa',
  title: { vi: 'Zalo OA', en: 'Zalo OA' },
  help: {
    vi: 'Lấy các giá trị này ở trang Zalo for Developers: mục Official Account (mã truy cập) và mục Webhook (khoá bí mật OA). Sau khi lưu, dán địa chỉ nhận thông báo của kết nối vào mục Webhook của ứng dụng.',
    en: 'Find these values on Zalo for Developers: Official Account (tokens) and Webhook (OA secret key). After saving, paste the address of this connection into the Webhook page of the app.',
  },
  fields: z.object({
    oaId: described(z.string().regex(/^\d*$/).optional(), {
      label: { vi: 'Mã OA', en: 'OA id' },
      hint: { vi: 'Dãy số của Official Account, để trống nếu chưa biết', en: 'The number of the Official Account; leave empty when unknown' },
      sample: '1234567890123456789',
    }),
    appId: described(z.string().min(1), { label: { vi: 'Mã ứng dụng (App ID)', en: 'App id' }, sample: '3456789012345678901' }),
    appSecret: described(z.string().min(1), { label: { vi: 'Khoá bí mật của ứng dụng', en: 'App secret key' }, secret: true }),
    oaSecretKey: described(z.string().optional(), {
      label: { vi: 'Khoá bí mật OA (mục Webhook)', en: 'OA secret key (Webhook page)' },
      hint: { vi: 'Dùng để kiểm tra thông báo do Zalo gửi; khác với khoá của ứng dụng', en: 'Checks what Zalo sends; not the same as the app secret' },
      secret: true,
    }),
    accessToken: described(z.string().min(1), { label: { vi: 'Mã truy cập (access token)', en: 'Access token' }, secret: true }),
    refreshToken: described(z.string().min(1), {
      label: { vi: 'Mã làm mới (refresh token)', en: 'Refresh token' },
      hint: { vi: 'Chỉ dùng được một lần; Nối tự thay mã mới', en: 'Works once; Nối replaces it by itself' },
      secret: true,
    }),
    accessTokenExpiresAt: described(z.string().optional(), {
      label: { vi: 'Mã truy cập hết hạn lúc', en: 'Access token ends at' },
      hint: { vi: 'Để trống, Nối tự điền', en: 'Leave empty; Nối fills it in' },
      format: 'dateTime',
    }),
  }),
  services: {
    zns: { live: 'https://business.openapi.zalo.me' },
    oa: { live: 'https://openapi.zalo.me' },
    oauth: { live: 'https://oauth.zaloapp.com' },
  },

  authenticate({ service }, values) {
    // The token endpoint takes the app's secret instead, which `refresh` adds by itself.
    if (service === 'oauth') return {};
    const accessToken = values.accessToken ?? '';
    return { headers: { access_token: accessToken, appsecret_proof: proof(values.appSecret ?? '', accessToken) } };
  },

  async test({ http, values }) {
    const response = await http.get('/v2.0/oa/getoa', { service: 'oa' });
    const info = readReply({ response, schema: OaInfo, api: 'oa', now: new Date(), seed: 'test' });
    refuseOtherOa(values, String(info.oaid ?? info.oa_id ?? ''));
    return { account: `OA ${info.name ?? values.oaId ?? ''}`.trim() };
  },

  refresh: {
    // A token of unknown age is used until Zalo refuses it: replacing it could burn the only refresh token for nothing.
    isDue: ({ accessTokenExpiresAt }, now) => {
      const endsAt = Date.parse(accessTokenExpiresAt ?? '');
      return !Number.isNaN(endsAt) && endsAt - now.getTime() <= refreshBeforeMs;
    },
    // Zalo says so with status 200: -124 on the ZNS host, -216 and -220 on the OA host.
    isExpired: ({ text }) => /"error"\s*:\s*"?-(124|216|220)\b/.test(text),
    run: refreshTokens,
  },
});

/** Accepted whether or not the app demands it, so it always goes along. */
function proof(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** With a wrong OA id every callback would look like one for another shop and be passed over. */
function refuseOtherOa(values: ConnectionValues, answered: string): void {
  if (values.oaId === undefined || values.oaId === '' || answered === '' || answered === values.oaId) return;
  throw new NodeError(
    'invalid_input',
    {
      vi: `Mã truy cập này thuộc OA ${answered}, không phải OA ${values.oaId}. Hãy sửa mã OA.`,
      en: `This token belongs to OA ${answered}, not ${values.oaId}. Fix the OA id.`,
    },
    { field: 'oaId' },
  );
}
