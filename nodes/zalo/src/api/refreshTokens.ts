import { type ConnectionValues, type HttpClient, type HttpResponse, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { parseZaloJson } from './parseZaloJson.ts';

const Tokens = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Documented as a string of seconds; numbers were seen too. */
  expires_in: z.union([z.string(), z.number()]).transform(Number).pipe(z.number().positive()),
});

const Refusal = z.looseObject({
  error: z.union([z.number(), z.string()]),
  error_name: z.string().optional(),
  error_reason: z.string().optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
});

/**
 * Trades the refresh token for a new pair. Zalo kills the old one with the same answer, so the host must store what this
 * returns before anyone uses it, and never send the same refresh token twice.
 */
export async function refreshTokens({ values, http, now }: { values: ConnectionValues; http: HttpClient; now: Date }): Promise<ConnectionValues> {
  const response = await http.post('/v4/oa/access_token', {
    service: 'oauth',
    headers: { secret_key: values.appSecret ?? '' },
    form: { refresh_token: values.refreshToken ?? '', app_id: values.appId ?? '', grant_type: 'refresh_token' },
    repeatable: false,
    throwOnStatus: false,
  });
  const body = read(response);
  const tokens = Tokens.safeParse(body);
  if (!tokens.success) throw refused(response, Refusal.safeParse(body).data);
  return {
    accessToken: tokens.data.access_token,
    refreshToken: tokens.data.refresh_token,
    accessTokenExpiresAt: new Date(now.getTime() + tokens.data.expires_in * 1000).toISOString(),
  };
}

function read({ text }: HttpResponse): unknown {
  try {
    return parseZaloJson(text);
  } catch {
    return undefined;
  }
}

function refused({ status, text }: HttpResponse, refusal: z.infer<typeof Refusal> | undefined): NodeError {
  if (status === 429)
    return new NodeError('rate_limited', { vi: 'Zalo báo gọi quá nhanh. Nối sẽ tự thử lại.', en: 'Zalo says calls come too fast. Nối will try again.' });
  if (refusal === undefined) {
    return new NodeError(
      'unknown_outcome',
      {
        vi: 'Zalo trả lời không rõ khi làm mới mã truy cập nên mã cũ có thể đã mất. Nếu kết nối không chạy lại được, hãy nối lại OA.',
        en: 'Zalo answered unclearly while renewing the token, so the old one may be gone. If the connection does not recover, connect the OA again.',
      },
      { providerCode: String(status), providerMessage: text.slice(0, 300) },
    );
  }
  const said = [refusal.error_name, refusal.error_reason, refusal.error_description, refusal.message]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
  return new NodeError(
    'unauthorized',
    {
      vi: 'Zalo không cấp lại mã truy cập cho OA. Tin Zalo sẽ không gửi được cho đến khi bạn mở trang Kết nối và nối lại OA.',
      en: 'Zalo did not renew the access token of the OA. No Zalo message can go out until you connect the OA again.',
    },
    { providerCode: String(refusal.error), providerMessage: said.slice(0, 300) },
  );
}
