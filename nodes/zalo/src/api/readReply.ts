import { type HttpResponse, NodeError, type NodeErrorOptions } from '@noi/node-sdk';
import { z } from 'zod';
import { oaErrors } from './oaErrors.ts';
import type { ProviderErrorRule } from './ProviderErrors.ts';
import { parseZaloJson } from './parseZaloJson.ts';
import { nextQuotaDay, retryTime } from './retryTime.ts';
import { znsErrors } from './znsErrors.ts';

export interface ReplyContext<T extends z.ZodType> {
  readonly response: HttpResponse;
  /** Of the reply's `data`. */
  readonly schema: T;
  /** The two hosts give different meanings to the same codes. */
  readonly api: 'zns' | 'oa';
  readonly now: Date;
  /** Spreads retries after a limit; the same seed gives the same time. */
  readonly seed: string;
  /** Whether the call did something that cannot be taken back, so that an unreadable answer leaves its outcome open. */
  readonly isSend?: boolean;
}

const Envelope = z.looseObject({ error: z.union([z.number(), z.string()]), message: z.string().optional(), data: z.unknown().optional() });

/** What Zalo answered, or a `NodeError` for an answer whose `error` is not 0: Zalo reports errors with HTTP 200. */
export function readReply<T extends z.ZodType>(context: ReplyContext<T>): z.infer<T> {
  const envelope = Envelope.safeParse(tryJson(context.response.text));
  if (!envelope.success) throw unreadable(context);
  const { error, message, data } = envelope.data;
  if (Number(error) !== 0) throw zaloError({ ...context, code: String(error), message });
  const parsed = context.schema.safeParse(data);
  if (!parsed.success) throw unreadable(context);
  return parsed.data;
}

interface Refusal extends Pick<ReplyContext<z.ZodType>, 'api' | 'now' | 'seed'> {
  readonly code: string;
  readonly message?: string | undefined;
}

/** A refusal of Zalo's in words for the shop. A code that is not in the tables keeps Zalo's own sentence. */
export function zaloError({ api, code, message, now, seed }: Refusal): NodeError {
  const rule: ProviderErrorRule | undefined = (api === 'zns' ? znsErrors : oaErrors)[code];
  const provider: NodeErrorOptions = { providerCode: code, ...(message === undefined ? {} : { providerMessage: message.slice(0, 300) }) };
  if (rule === undefined) {
    const said = message === undefined || message === '' ? code : `${message} (${code})`;
    return new NodeError('rejected', { vi: `Zalo từ chối: ${said}.`, en: `Zalo refused: ${said}.` }, provider);
  }
  return new NodeError(
    rule.kind,
    { vi: `${rule.what.vi} ${rule.todo.vi}`, en: `${rule.what.en} ${rule.todo.en}` },
    {
      ...provider,
      ...(rule.field === undefined ? {} : { field: rule.field }),
      ...(rule.retry === undefined ? {} : { retryAt: retryTime(rule.retry, now, seed) }),
      ...(rule.endsQuotaDay ? { accountQuota: { left: 0, ...nextQuotaDay(now) } } : {}),
      ...(rule.retryAfterMs === undefined ? {} : { retryAfterMs: rule.retryAfterMs }),
    },
  );
}

function unreadable({ response, isSend }: ReplyContext<z.ZodType>): NodeError {
  const options = { providerMessage: response.text.slice(0, 300) };
  return isSend
    ? new NodeError(
        'unknown_outcome',
        {
          vi: 'Zalo trả lời không rõ nên chưa biết tin đã đi hay chưa. Hãy xem báo cáo gửi tin trên Zalo Cloud trước khi gửi lại.',
          en: 'Zalo answered unclearly, so it is not known whether the message went out. Check the report on Zalo Cloud before sending again.',
        },
        options,
      )
    : new NodeError(
        'unavailable',
        { vi: 'Zalo trả lời không đúng định dạng. Nối sẽ tự thử lại.', en: 'Zalo gave an unreadable answer. Nối will try again.' },
        options,
      );
}

function tryJson(body: string): unknown {
  try {
    return parseZaloJson(body);
  } catch {
    return undefined;
  }
}
