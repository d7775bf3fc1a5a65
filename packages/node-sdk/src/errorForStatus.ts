import type { Text } from '@noi/events';
import { NodeError, type NodeErrorKind, type NodeErrorOptions } from './NodeError.ts';

export interface StatusAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether a second call does no harm; see `HttpRequestOptions.repeatable`. */
  readonly repeatable: boolean;
  readonly now: Date;
}

/**
 * The error that a host's HTTP client throws for an answer, or `undefined` for one that is fine. Every host uses it, so that
 * a node meets the same kinds in its tests as in a real run: 401 → `unauthorized`, 429 → `rate_limited` with the provider's
 * `Retry-After`, 5xx → `unavailable` or, when not repeatable, `unknown_outcome`, other 4xx → `rejected`.
 */
export function errorForStatus({ status, headers, text, repeatable, now }: StatusAnswer): NodeError | undefined {
  if (status < 400) return undefined;
  const kind = kindOf(status, repeatable);
  const options: NodeErrorOptions = { providerCode: String(status), ...(text === '' ? {} : { providerMessage: text.slice(0, 300) }) };
  if (kind !== 'rate_limited') return new NodeError(kind, words[kind], options);
  const retryAfterMs = readRetryAfter(headers['retry-after'], now);
  return new NodeError(kind, words[kind], retryAfterMs === undefined ? options : { ...options, retryAfterMs });
}

type StatusKind = Extract<NodeErrorKind, 'unauthorized' | 'rate_limited' | 'unavailable' | 'unknown_outcome' | 'rejected'>;

function kindOf(status: number, repeatable: boolean): StatusKind {
  if (status === 401) return 'unauthorized';
  if (status === 429) return 'rate_limited';
  if (status < 500) return 'rejected';
  return repeatable ? 'unavailable' : 'unknown_outcome';
}

const words: Record<StatusKind, Text> = {
  unauthorized: {
    vi: 'Nhà cung cấp không nhận thông tin đăng nhập của kết nối này. Hãy mở trang Kết nối và nối lại.',
    en: 'The provider does not accept the credentials of this connection. Open Connections and connect again.',
  },
  rate_limited: {
    vi: 'Nhà cung cấp báo gọi quá nhanh. Nối sẽ tự thử lại sau ít phút.',
    en: 'The provider says calls come too fast. Nối will try again shortly.',
  },
  unavailable: { vi: 'Nhà cung cấp đang gặp sự cố. Nối sẽ tự thử lại.', en: 'The provider is having trouble. Nối will try again.' },
  unknown_outcome: {
    vi: 'Nhà cung cấp gặp sự cố giữa chừng nên chưa rõ việc này đã xong hay chưa. Hãy kiểm tra bên nhà cung cấp trước khi làm lại.',
    en: 'The provider failed midway, so it is not known whether this was done. Check with the provider before doing it again.',
  },
  rejected: { vi: 'Nhà cung cấp từ chối yêu cầu này. Hãy xem lại dữ liệu của bước.', en: 'The provider refused this request. Check the data of the step.' },
};

/** Longer than this no host waits: a pause of weeks is a provider's mistake, or a reading of ours. */
const longestWaitMs = 3 * 86_400_000;
/** Nobody is told to wait for thirty years: so large a number is a time since 1970. */
const leastEpochSeconds = 1_000_000_000;
const leastEpochMs = 1_000 * leastEpochSeconds;

/** Seconds, also written `2.0`, or an HTTP date; some providers send seconds or milliseconds since 1970. */
function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const number = Number(header);
  const waitMs = Number.isNaN(number) || number >= leastEpochSeconds ? timeOf(header, number) - now.getTime() : Math.round(number * 1000);
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), longestWaitMs);
}

function timeOf(header: string, number: number): number {
  if (Number.isNaN(number)) return Date.parse(header);
  return number >= leastEpochMs ? number : number * 1000;
}
