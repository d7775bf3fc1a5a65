import { defineAction, described, type HttpMethod, NodeError, type Text } from '@noi/node-sdk';
import { z } from 'zod';

const Method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const mostCharacters = 100_000;
/** The HTTP client's own business. */
const forbiddenHeaders: readonly string[] = ['host', 'content-length', 'connection', 'transfer-encoding', 'upgrade', 'proxy-authorization'];

/**
 * Calls any public address.
 *
 * Declared as not safe to repeat, whatever the method: what the other side does with a second call is not known. It gets an
 * `Idempotency-Key`, which careful APIs honour.
 */
export const httpRequest = defineAction({
  id: 'core.httpRequest',
  version: 1,
  title: { vi: 'Gọi địa chỉ web (HTTP)', en: 'HTTP request' },
  summary: { vi: 'Gửi dữ liệu đến hoặc lấy dữ liệu từ một phần mềm khác', en: 'Sends data to other software, or gets data from it' },
  keywords: ['http', 'api', 'webhook', 'rest', 'gọi'],
  input: z.object({
    method: described(Method.default('POST'), {
      label: { vi: 'Cách gọi', en: 'Method' },
      choices: {
        GET: { vi: 'Lấy dữ liệu (GET)', en: 'Get data (GET)' },
        POST: { vi: 'Gửi dữ liệu (POST)', en: 'Send data (POST)' },
        PUT: { vi: 'Thay dữ liệu (PUT)', en: 'Replace data (PUT)' },
        PATCH: { vi: 'Sửa dữ liệu (PATCH)', en: 'Change data (PATCH)' },
        DELETE: { vi: 'Xoá dữ liệu (DELETE)', en: 'Delete data (DELETE)' },
      },
    }),
    url: described(z.string().min(1), { label: { vi: 'Địa chỉ', en: 'Address' }, format: 'url', sample: 'https://example.com/api/don-hang' }),
    headers: described(z.record(z.string(), z.string()).optional(), { label: { vi: 'Header', en: 'Headers' }, format: 'keyValue' }),
    body: described(z.string().optional(), {
      label: { vi: 'Nội dung gửi', en: 'Body' },
      hint: { vi: 'Thường là JSON', en: 'Usually JSON' },
      when: { field: 'method', is: ['POST', 'PUT', 'PATCH', 'DELETE'] },
      format: 'longText',
      sample: '{"ma": "100020"}',
    }),
  }),
  output: z.object({
    status: described(z.number(), { label: { vi: 'Mã trả lời', en: 'Status' } }),
    body: described(z.unknown(), { label: { vi: 'Nội dung trả lời', en: 'Answer' }, format: 'json', sample: { ok: true } }),
  }),
  sample: { status: 200, body: { ok: true } },
  effects: { repeat: 'none', rateClass: 'http', hosts: ['*'] },
  host: ({ url }) => (URL.canParse(url.trim()) ? new URL(url.trim()).host : null),
  async run({ input, http, idempotencyKey }) {
    const method: HttpMethod = input.method;
    const body = method === 'GET' || !input.body ? undefined : input.body;
    const response = await http.request(method, checkedUrl(input.url), {
      headers: {
        'idempotency-key': idempotencyKey,
        ...(body === undefined ? {} : { 'content-type': contentType(body) }),
        ...checkedHeaders(input.headers ?? {}),
      },
      repeatable: method === 'GET',
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, body: readAnswer(response.text) };
  },
});

function checkedUrl(raw: string): string {
  const url = URL.canParse(raw.trim()) ? new URL(raw.trim()) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw wrong('url', {
      vi: `“${raw}” không phải địa chỉ web đầy đủ. Hãy bắt đầu bằng https://.`,
      en: `“${raw}” is not a whole web address. Start with https://.`,
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw wrong('url', {
      vi: 'Địa chỉ không được chứa tên và mật khẩu. Hãy đặt chúng vào header.',
      en: 'The address must not hold a user name and password. Put them in a header.',
    });
  }
  return url.href;
}

/** Names in lower case, so that one given by the shop replaces ours. */
function checkedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const lower = name.trim().toLowerCase();
      if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower) || forbiddenHeaders.includes(lower) || /[\r\n\0]/.test(value)) {
        throw wrong('headers', {
          vi: `Không gửi được header “${name}”. Hãy xoá hoặc đổi tên.`,
          en: `The header “${name}” cannot be sent. Remove or rename it.`,
        });
      }
      return [lower, value];
    }),
  );
}

function contentType(body: string): string {
  return readAnswer(body) === body ? 'text/plain; charset=utf-8' : 'application/json';
}

/** JSON as data, anything else as text, cut where a run's record would grow too big. */
function readAnswer(text: string): unknown {
  try {
    return text.length <= mostCharacters ? JSON.parse(text) : text.slice(0, mostCharacters);
  } catch {
    return text;
  }
}

function wrong(field: string, text: Text): NodeError {
  return new NodeError('invalid_input', text, { field });
}
