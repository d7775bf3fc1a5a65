import { defineConnection, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { requestToken } from './api/requestToken.ts';
import { readKey } from './api/ServiceKey.ts';

/** Tokens live an hour; a new one is taken a little before. */
const refreshBeforeMs = 5 * 60_000;

/** A service account of Google Cloud. It sees the spreadsheets that were shared with its address. */
export const googleSheetsAccount = defineConnection({
  id: 'googlesheets.account',
  title: { vi: 'Google Trang tính', en: 'Google Sheets' },
  help: {
    vi: 'Trong Google Cloud, bật Google Sheets API, tạo một tài khoản dịch vụ, thêm khoá dạng JSON và dán toàn bộ tệp vào đây. Sau khi lưu, chia sẻ trang tính cho địa chỉ email của tài khoản đó với quyền chỉnh sửa.',
    en: 'In Google Cloud turn on the Google Sheets API, make a service account, add a JSON key and paste the whole file here. After saving, share the spreadsheet with the email address of that account as an editor.',
  },
  fields: z.object({
    keyFile: described(
      z.string().refine((text) => readKey(text) !== undefined, 'The file must hold client_email and private_key'),
      {
        label: { vi: 'Tệp khoá JSON', en: 'JSON key file' },
        hint: { vi: 'Mở tệp .json vừa tải về và dán toàn bộ nội dung', en: 'Open the downloaded .json file and paste all of it' },
        format: 'longText',
        secret: true,
      },
    ),
    accessToken: described(z.string().optional(), {
      label: { vi: 'Mã truy cập', en: 'Access token' },
      hint: { vi: 'Để trống, Nối tự lấy', en: 'Leave empty; Nối gets it' },
      secret: true,
    }),
    accessTokenExpiresAt: described(z.string().optional(), {
      label: { vi: 'Mã truy cập hết hạn lúc', en: 'Access token ends at' },
      hint: { vi: 'Để trống, Nối tự điền', en: 'Leave empty; Nối fills it in' },
      format: 'dateTime',
    }),
  }),
  services: { sheets: { live: 'https://sheets.googleapis.com' }, oauth: { live: 'https://oauth2.googleapis.com' } },
  authenticate: ({ service }, values) => (service === 'oauth' ? {} : { headers: { authorization: `Bearer ${values.accessToken ?? ''}` } }),
  async test({ http, values }) {
    // No call of the API is about the account alone: that a spreadsheet is not there says that the token is good.
    const { status } = await http.get('/v4/spreadsheets/noi-connection-test', { query: { fields: 'spreadsheetId' }, throwOnStatus: false });
    if (status === 401) throw new NodeError('unauthorized', refused);
    if (status >= 500) throw new NodeError('unavailable', away);
    return { account: readKey(values.keyFile ?? '')?.client_email ?? '' };
  },
  refresh: {
    isDue: ({ accessToken, accessTokenExpiresAt }, now) => !accessToken || !(Date.parse(accessTokenExpiresAt ?? '') - now.getTime() > refreshBeforeMs),
    run: requestToken,
  },
});

const refused = {
  vi: 'Google không nhận tài khoản dịch vụ này. Hãy tạo khoá mới và nối lại.',
  en: 'Google does not accept this service account. Make a new key and connect again.',
};
const away = { vi: 'Google đang gặp sự cố. Nối sẽ tự thử lại.', en: 'Google is having trouble. Nối will try again.' };
