import { createSign } from 'node:crypto';
import { type ConnectionValues, type HttpClient, NodeError } from '@noi/node-sdk';
import { z } from 'zod';
import { readKey } from './ServiceKey.ts';

const scope = 'https://www.googleapis.com/auth/spreadsheets';
const audience = 'https://oauth2.googleapis.com/token';
const lifeSeconds = 3_600;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** A new access token against a signed statement of the service account. Nothing is used up by it, so it may be asked for at any time. */
export async function requestToken({ values, http, now }: { values: ConnectionValues; http: HttpClient; now: Date }): Promise<ConnectionValues> {
  const response = await http.post('/token', {
    service: 'oauth',
    form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: statement(values.keyFile ?? '', now) },
    repeatable: true,
    throwOnStatus: false,
  });
  if (response.status >= 500) throw new NodeError('unavailable', away);
  if (response.status >= 400) {
    const refusal = Refusal.safeParse(tryJson(response.text)).data;
    throw new NodeError('unauthorized', refused, {
      providerCode: refusal?.error ?? String(response.status),
      ...(refusal?.error_description ? { providerMessage: refusal.error_description } : {}),
    });
  }
  const token = response.json(Token);
  return { accessToken: token.access_token, accessTokenExpiresAt: new Date(now.getTime() + token.expires_in * 1_000).toISOString() };
}

/** A JWT signed with RS256. */
function statement(keyFile: string, now: Date): string {
  const key = readKey(keyFile);
  if (key === undefined) throw new NodeError('unauthorized', noKey);
  const issuedAt = Math.floor(now.getTime() / 1_000);
  const claims = { iss: key.client_email, scope, aud: audience, iat: issuedAt, exp: issuedAt + lifeSeconds };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  try {
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key.private_key, 'base64url')}`;
  } catch (cause) {
    throw new NodeError('unauthorized', noKey, { cause });
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const noKey = {
  vi: 'Khoá của tài khoản dịch vụ không đọc được. Hãy dán lại toàn bộ tệp JSON tải từ Google Cloud.',
  en: 'The key of the service account cannot be read. Paste the whole JSON file from Google Cloud again.',
};
const refused = {
  vi: 'Google không nhận khoá của tài khoản dịch vụ này. Hãy tạo khoá mới trong Google Cloud và nối lại.',
  en: 'Google does not accept the key of this service account. Make a new key in Google Cloud and connect again.',
};
const away = { vi: 'Google đang gặp sự cố. Nối sẽ tự thử lại.', en: 'Google is having trouble. Nối will try again.' };
