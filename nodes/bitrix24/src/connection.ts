import { type ConnectionValues, defineConnection, described } from '@noi/node-sdk';
import { z } from 'zod';
import { callBitrix } from './api/callBitrix.ts';

const Profile = z.object({ NAME: z.string().nullish(), LAST_NAME: z.string().nullish() });
const webhookForm = /^https:\/\/[^/\s]+\/rest\/\d+\/[A-Za-z0-9]+\/?$/;

/** One Bitrix24 portal through an inbound webhook. The secret in its path is the whole credential, so it goes along as a prefix and no node sees it. */
export const bitrix24Portal = defineConnection({
  id: 'bitrix24.portal',
  title: { vi: 'Cổng Bitrix24', en: 'Bitrix24 portal' },
  help: {
    vi: 'Trong Bitrix24 mở Tài nguyên cho lập trình viên, mục Khác, chọn Webhook đến, cấp quyền CRM (crm) và Người dùng (user_brief), rồi chép địa chỉ webhook vào đây. Bitrix24 chỉ mở REST cho gói trả phí.',
    en: 'In Bitrix24 open Developer resources, Other, Inbound webhook, grant CRM (crm) and Users (user_brief), and copy the webhook address here. Bitrix24 offers REST on paid plans only.',
  },
  fields: z.object({
    webhookUrl: described(z.string().regex(webhookForm), {
      label: { vi: 'Địa chỉ webhook đến', en: 'Inbound webhook address' },
      hint: { vi: 'Dạng https://congty.bitrix24.vn/rest/1/xxxxxxxx/', en: 'Like https://company.bitrix24.com/rest/1/xxxxxxxx/' },
      secret: true,
    }),
  }),
  services: { rest: { live: (values) => webhookOf(values).origin } },
  authenticate: (_request, values) => ({ pathPrefix: webhookOf(values).pathname.replace(/\/$/, '') }),
  async test({ http, values }) {
    const { NAME, LAST_NAME } = await callBitrix({ http, method: 'profile', params: {}, result: Profile, repeatable: true });
    const person = [NAME, LAST_NAME].filter(Boolean).join(' ');
    return { account: [webhookOf(values).host, person].filter(Boolean).join(' · ') };
  },
});

function webhookOf({ webhookUrl = '' }: ConnectionValues): URL {
  return new URL(webhookUrl);
}
