import { NodeError, type NodeErrorKind, type Text } from '@noi/node-sdk';

interface Rule {
  readonly kind: NodeErrorKind;
  readonly text: Text;
  readonly retryAfterMs?: number;
}

const again: Text = { vi: 'Nối sẽ tự thử lại.', en: 'Nối will try again.' };
const reconnect: Text = { vi: 'Hãy tạo webhook mới và nối lại Bitrix24.', en: 'Make a new webhook and connect Bitrix24 again.' };
const both = (one: Text, other: Text): Text => ({ vi: `${one.vi} ${other.vi}`, en: `${one.en} ${other.en}` });

const tooFast: Text = { vi: 'Bitrix24 báo gọi quá nhanh.', en: 'Bitrix24 says calls come too fast.' };
const refused: Rule = {
  kind: 'unauthorized',
  text: both({ vi: 'Bitrix24 không nhận webhook này.', en: 'Bitrix24 does not accept this webhook.' }, reconnect),
};

/** What the documented codes mean for the next move; a limit comes with status 503, not 429. */
const rules: Readonly<Record<string, Rule>> = {
  QUERY_LIMIT_EXCEEDED: { kind: 'rate_limited', text: both(tooFast, again), retryAfterMs: 1_000 },
  OPERATION_TIME_LIMIT: { kind: 'rate_limited', text: both(tooFast, again), retryAfterMs: 60_000 },
  OVERLOAD_LIMIT: {
    kind: 'rejected',
    text: { vi: 'Bitrix24 đã chặn REST của cổng này. Hãy liên hệ hỗ trợ của Bitrix24.', en: 'Bitrix24 blocked REST for this portal. Ask its support.' },
  },
  NO_AUTH_FOUND: refused,
  INVALID_CREDENTIALS: refused,
  EXPIRED_TOKEN: refused,
  INVALID_TOKEN: refused,
  INSUFFICIENT_SCOPE: {
    kind: 'rejected',
    text: { vi: 'Webhook chưa có quyền CRM. Hãy thêm quyền crm cho webhook trong Bitrix24.', en: 'The webhook lacks the CRM right. Grant it crm in Bitrix24.' },
  },
  ACCESS_DENIED: {
    kind: 'rejected',
    text: {
      vi: 'Bitrix24 từ chối: gói hiện tại không có REST hoặc người tạo webhook không có quyền. Hãy kiểm tra gói và quyền trong Bitrix24.',
      en: 'Bitrix24 refused: the plan has no REST, or the webhook’s owner lacks the right. Check plan and rights in Bitrix24.',
    },
  },
};

export interface BitrixFailure {
  readonly status: number;
  readonly code: string;
  readonly description: string;
  readonly repeatable: boolean;
}

/** A refusal of Bitrix24's as a `NodeError`. Codes come in upper and lower case. */
export function bitrixError({ status, code, description, repeatable }: BitrixFailure): NodeError {
  const options = { providerCode: code || String(status), ...(description ? { providerMessage: description.slice(0, 300) } : {}) };
  const rule = rules[code.toUpperCase()];
  if (rule) return new NodeError(rule.kind, rule.text, { ...options, ...(rule.retryAfterMs ? { retryAfterMs: rule.retryAfterMs } : {}) });
  if (status === 401) return new NodeError('unauthorized', refused.text, options);
  if (status >= 500) return new NodeError(repeatable ? 'unavailable' : 'unknown_outcome', repeatable ? trouble : unclear, options);
  const said = plain(description) || code || String(status);
  return new NodeError(
    'rejected',
    { vi: `Bitrix24 từ chối: ${said}. Hãy sửa dữ liệu của bước.`, en: `Bitrix24 refused: ${said}. Correct the step’s data.` },
    options,
  );
}

/** Descriptions carry markup at times. */
function plain(description: string): string {
  return description
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .slice(0, 160);
}

const trouble = both({ vi: 'Bitrix24 đang gặp sự cố.', en: 'Bitrix24 is having trouble.' }, again);
const unclear: Text = {
  vi: 'Bitrix24 gặp sự cố giữa chừng nên chưa rõ việc này đã xong hay chưa.',
  en: 'Bitrix24 failed midway, so it is not known whether this was done.',
};
