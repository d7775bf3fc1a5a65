import { AppError, type ErrorCode } from '@noi/errors';
import type { StepError } from '@noi/flow';
import { type EffectsDefinition, NodeError, type NodeErrorKind, type Text } from '@noi/node-sdk';

const bugText: Text = {
  vi: 'Bước này gặp sự cố của phần mềm Nối, không phải do dữ liệu của bạn. Hãy gửi mã lượt chạy cho bộ phận hỗ trợ.',
  en: 'This step met a fault in Nối itself, not in your data. Send the run id to support.',
};

/** What the host's own services throw while they prepare a call; nothing has reached the provider then. */
const hostErrors: Partial<Record<ErrorCode, { kind: NodeErrorKind; text: Text }>> = {
  connection_missing: {
    kind: 'invalid_input',
    text: {
      vi: 'Bước này chưa có kết nối, hoặc kết nối đã bị xoá. Hãy chọn lại kết nối rồi bật chạy lại.',
      en: 'This step has no connection, or it was removed. Choose one and publish again.',
    },
  },
  not_found: {
    kind: 'invalid_input',
    text: {
      vi: 'Kết nối của bước này đã bị xoá. Hãy chọn lại kết nối rồi bật chạy lại.',
      en: 'The connection of this step was removed. Choose one and publish again.',
    },
  },
  connection_unauthorized: {
    kind: 'unauthorized',
    text: {
      vi: 'Kết nối đã hết quyền. Hãy nối lại tài khoản ở trang Kết nối.',
      en: 'The connection is no longer authorised. Reconnect the account on the Connections page.',
    },
  },
  provider_unavailable: {
    kind: 'unavailable',
    text: { vi: 'Nhà cung cấp tạm thời không trả lời. Nối sẽ tự thử lại.', en: 'The provider does not answer for now. Nối will try again by itself.' },
  },
  sandbox_unavailable: {
    kind: 'unavailable',
    text: { vi: 'Môi trường chạy thử chưa sẵn sàng. Nối sẽ tự thử lại.', en: 'The sandbox is not up. Nối will try again by itself.' },
  },
};

/** As long as a busy provider is tried for: `retryDecision`. */
const longestWaitMs = 3 * 86_400_000;
/** A month and some days; a quota that is used up for longer was misread. */
const longestQuotaMs = 35 * 86_400_000;

/** Kinds whose call may have done its work although no answer came. */
const doubtful: ReadonlySet<NodeErrorKind> = new Set(['timeout', 'unknown_outcome', 'bug']);

/** The border where what a node threw becomes plain data: a `NodeError` keeps its kind and words, anything else is a fault of ours. */
export function toStepError(thrown: unknown, repeat: EffectsDefinition['repeat'], now: Date): StepError {
  if (thrown instanceof NodeError) return fromNodeError(thrown, repeat, now);
  const known = thrown instanceof AppError ? hostErrors[thrown.code] : undefined;
  if (known) return { ...known, repeatable: true };
  return { kind: 'bug', text: bugText, repeatable: repeat === 'native' };
}

function fromNodeError(error: NodeError, repeat: EffectsDefinition['repeat'], now: Date): StepError {
  const { field, providerCode, providerMessage, retryAfterMs, retryAt } = error.options;
  const kind = kindOf(error, repeat);
  return {
    kind,
    text: error.text,
    repeatable: repeat === 'native' || !doubtful.has(kind),
    ...(field === undefined ? {} : { field }),
    ...(providerCode === undefined ? {} : { providerCode }),
    ...(providerMessage === undefined ? {} : { providerMessage }),
    ...(retryAfterMs === undefined || Number.isNaN(retryAfterMs) ? {} : { retryAfterMs: Math.min(Math.max(0, retryAfterMs), longestWaitMs) }),
    ...(retryAt === undefined || Date.parse(retryAt) - now.getTime() > longestQuotaMs ? {} : { retryAt }),
  };
}

function kindOf(error: NodeError, repeat: EffectsDefinition['repeat']): NodeErrorKind {
  // A call that may be repeated under the same key has no unknown outcome: asking again tells.
  if (repeat === 'native') return error.kind === 'unknown_outcome' ? 'timeout' : error.kind;
  // The provider did answer, only not in a form that could be read: it may have done the thing.
  return error.kind === 'unavailable' && error.options.providerCode === 'unexpected_answer' ? 'unknown_outcome' : error.kind;
}

/** Whether the provider may have done the thing although we hold no answer. */
export function isOutcomeUnknown(error: StepError): boolean {
  return error.kind === 'unknown_outcome' || (error.kind === 'timeout' && !error.repeatable);
}
