import { errorForStatus, type HttpClient, NodeError } from '@noi/node-sdk';
import { z } from 'zod';

const Envelope = z.object({ code: z.number(), message: z.string().nullish(), code_message: z.string().nullish(), data: z.unknown() });

export interface GhnCall<T extends z.ZodType> {
  readonly http: HttpClient;
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, number>>;
  readonly json?: unknown;
  /** Shape of the envelope's `data`. */
  readonly data: T;
}

/**
 * Calls GHN and opens its envelope `{code, message, data}`. The envelope's code counts more than the HTTP status, since GHN also
 * reports failures inside 200. Every call of this package may be repeated without harm.
 */
export async function callGhn<T extends z.ZodType>({ http, method = 'POST', path, query, json, data }: GhnCall<T>): Promise<z.infer<T>> {
  const response = await http.request(method, path, {
    ...(query === undefined ? {} : { query }),
    ...(json === undefined ? {} : { json }),
    repeatable: true,
    throwOnStatus: false,
  });
  const envelope = readEnvelope(response.text);
  const code = response.status >= 400 ? response.status : (envelope?.code ?? response.status);
  const error = errorForStatus({ status: code, headers: response.headers, text: response.text, repeatable: true, now: new Date() });
  if (error !== undefined) throw error.kind === 'rejected' && envelope !== undefined ? refusal(envelope) : error;
  const read = data.safeParse(response.json(Envelope).data);
  if (read.success) return read.data;
  throw new NodeError(
    'unavailable',
    { vi: 'GHN trả lời không đúng định dạng đã công bố.', en: 'GHN answered in a form other than documented.' },
    { cause: read.error },
  );
}

function readEnvelope(text: string): z.infer<typeof Envelope> | undefined {
  try {
    return Envelope.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** GHN's sentence starts with technical prefixes; what people can use stands after the last dash. */
function refusal({ code, message, code_message: codeMessage }: z.infer<typeof Envelope>): NodeError {
  const useful = (message ?? '').split(' - ').at(-1)?.trim() || `code ${code}`;
  return new NodeError(
    'rejected',
    {
      vi: `GHN từ chối yêu cầu: ${useful}. Hãy sửa dữ liệu của bước rồi chạy lại.`,
      en: `GHN refused the request: ${useful}. Correct the step’s data and run it again.`,
    },
    { providerCode: codeMessage || String(code), ...(message ? { providerMessage: message.slice(0, 300) } : {}) },
  );
}
