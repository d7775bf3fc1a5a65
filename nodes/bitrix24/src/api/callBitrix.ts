import { errorForStatus, type HttpClient, type HttpResponse, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { bitrixError } from './bitrixErrors.ts';

const Success = z.object({ result: z.unknown() });
/** `error` may be an empty string or a number; only both fields together say what happened. */
const Failure = z.object({ error: z.union([z.string(), z.number()]).transform(String), error_description: z.string().nullish() });

export interface BitrixCall<T extends z.ZodType> {
  readonly http: HttpClient;
  /** As documented: `crm.item.add`. */
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly result: T;
  /** Whether a second call does no harm. */
  readonly repeatable: boolean;
}

/** Calls one REST method of the portal and opens its envelope. Throws a `NodeError` in words for everything else. */
export async function callBitrix<T extends z.ZodType>({ http, method, params, result, repeatable }: BitrixCall<T>): Promise<z.infer<T>> {
  const response = await http.post(`/${method}.json`, { service: 'rest', json: params, repeatable, throwOnStatus: false });
  const failure = Failure.safeParse(readJson(response)).data;
  if (failure !== undefined) throw bitrixError({ status: response.status, code: failure.error, description: failure.error_description ?? '', repeatable });
  const unsaid = errorForStatus({ status: response.status, headers: response.headers, text: response.text, repeatable, now: new Date() });
  if (unsaid !== undefined) throw unsaid;
  const read = result.safeParse(Success.safeParse(readJson(response)).data?.result);
  if (read.success) return read.data;
  throw new NodeError(repeatable ? 'unavailable' : 'unknown_outcome', unexpected, { cause: read.error });
}

function readJson({ text }: HttpResponse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unexpected = {
  vi: 'Bitrix24 trả lời không đúng định dạng đã công bố. Hãy xem trong Bitrix24 việc này đã xong chưa.',
  en: 'Bitrix24 answered in a form other than documented. Look in Bitrix24 whether this was done.',
};
