import { errorForStatus, type HttpClient, NodeError, type Text } from '@noi/node-sdk';
import { z } from 'zod';

const Failure = z.object({ error: z.object({ message: z.string().default(''), status: z.string().default('') }) });

export interface SheetsCall<T extends z.ZodType> {
  readonly http: HttpClient;
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly answer: T;
}

/** Calls the Sheets API; a refusal is told in words, with the field at fault. Only reads may be repeated. */
export async function callSheets<T extends z.ZodType>({ http, method = 'GET', path, query, json, answer }: SheetsCall<T>): Promise<z.infer<T>> {
  const repeatable = method === 'GET';
  const options = { service: 'sheets', repeatable, throwOnStatus: false, ...(query ? { query } : {}), ...(json === undefined ? {} : { json }) };
  const response = await http.request(method, path, options);
  const error = errorForStatus({ status: response.status, headers: response.headers, text: response.text, repeatable, now: new Date() });
  if (error === undefined) return response.json(answer);
  const failure = Failure.safeParse(tryJson(response.text)).data?.error;
  const known = refusals[failure?.status ?? ''];
  if (!failure || !known) throw error;
  throw new NodeError('rejected', known.text, { field: known.field, providerCode: failure.status, providerMessage: failure.message.slice(0, 300) });
}

const refusals: Readonly<Record<string, { readonly field: string; readonly text: Text }>> = {
  PERMISSION_DENIED: {
    field: 'spreadsheet',
    text: {
      vi: 'Trang tính chưa được chia sẻ cho tài khoản dịch vụ. Hãy mở trang tính, bấm Chia sẻ và thêm email của tài khoản với quyền chỉnh sửa.',
      en: 'The spreadsheet is not shared with the service account. Open it, press Share and add the account’s email as an editor.',
    },
  },
  NOT_FOUND: {
    field: 'spreadsheet',
    text: { vi: 'Không tìm thấy trang tính này. Hãy dán lại đường dẫn của trang tính.', en: 'There is no such spreadsheet. Paste its link again.' },
  },
  INVALID_ARGUMENT: {
    field: 'sheet',
    text: { vi: 'Không tìm thấy trang con này trong trang tính. Hãy chọn lại.', en: 'There is no such sheet in the spreadsheet. Choose it again.' },
  },
};

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
