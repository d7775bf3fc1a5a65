import {
  type ConnectionDefinition,
  errorForStatus,
  type HttpClient,
  type HttpMethod,
  type HttpRequestOptions,
  type HttpResponse,
  NodeError,
} from '@noi/node-sdk';
import type { z } from 'zod';
import type { Credentials } from '../refresh/Credentials.ts';
import type { GuardedAnswer, GuardedHttp } from './createGuardedHttp.ts';
import { type PreparedCall, prepareCall } from './prepareCall.ts';

export interface HttpClientOptions {
  readonly guarded: GuardedHttp;
  /** Absolute base addresses by service name. */
  readonly services: Readonly<Record<string, string>>;
  /** Extra hosts for absolute addresses; `*` for any public one. */
  readonly hosts: readonly string[];
  readonly now: () => Date;
  /** Signs calls and renews what expired; left out for calls without an account and for a refresh itself. */
  readonly account?: { readonly definition: ConnectionDefinition; readonly credentials: Credentials } | undefined;
  /** Hides secrets in what the provider echoes. */
  readonly redact?: (text: string) => string;
}

const DEFAULT_TIMEOUT_MS = 15_000;

/** The client that a node gets: signed, guarded, and with the documented errors. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const request = async (method: HttpMethod, path: string, call: HttpRequestOptions = {}) =>
    send(options, prepareCall(options, { method, path, options: call }));
  return {
    request,
    get: (path, call) => request('GET', path, call),
    post: (path, call) => request('POST', path, call),
    put: (path, call) => request('PUT', path, call),
    delete: (path, call) => request('DELETE', path, call),
  };
}

async function send(options: HttpClientOptions, call: PreparedCall): Promise<HttpResponse> {
  const { account } = options;
  const values = account && call.service !== null ? await account.credentials.fresh() : undefined;
  let answer = await dial(options, call, values);
  if (account && values && isExpired(account.definition, answer)) {
    // The provider did nothing but say no, so the same call may go again with new credentials.
    const renewed = await account.credentials.renew(values);
    if (renewed) answer = await dial(options, call, renewed);
    if (isExpired(account.definition, answer)) await account.credentials.flag();
  }

  const text = options.redact?.(answer.text) ?? answer.text;
  const error = errorForStatus({ ...answer, text, repeatable: call.repeatable, now: options.now() });
  if (error && call.throwOnStatus) throw error;
  return { ...answer, json: (schema) => readJson(answer.text, schema) };
}

function isExpired(definition: ConnectionDefinition, answer: GuardedAnswer): boolean {
  return answer.status === 401 || definition.refresh?.isExpired?.(answer) === true;
}

function dial(
  { guarded, account }: HttpClientOptions,
  call: PreparedCall,
  credentials: { readonly values: Readonly<Record<string, string>> } | undefined,
): Promise<GuardedAnswer> {
  const { method, service, path, body } = call;
  const signed =
    credentials && service !== null ? account?.definition.authenticate?.({ method, service, path, body: body ?? '' }, credentials.values) : undefined;
  const url = withPrefix(call, signed?.pathPrefix);
  for (const [key, value] of Object.entries(signed?.query ?? {})) url.searchParams.set(key, value);
  return guarded.send({
    ...{ method, body, url: url.href, repeatable: call.repeatable, isAllowed: call.isAllowed },
    headers: { 'user-agent': 'Noi/0.1', accept: '*/*', ...call.headers, ...signed?.headers },
    timeoutMs: call.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    signal: call.signal,
  });
}

/** The call's address with a credential put before its path, which every address of a service ends with. */
function withPrefix({ url, path }: PreparedCall, prefix: string | undefined): URL {
  const prefixed = new URL(url);
  if (prefix === undefined) return prefixed;
  const own = new URL(path, url).pathname;
  prefixed.pathname = `${prefixed.pathname.slice(0, prefixed.pathname.length - own.length)}${prefix}${own}`;
  return prefixed;
}

function readJson<T extends z.ZodType>(text: string, schema: T): z.infer<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // The cause would quote the body, which may hold what nobody should read in a log.
    const words = {
      vi: 'Nhà cung cấp trả lời không đúng định dạng. Nối sẽ tự thử lại.',
      en: 'The provider answered in an unexpected form. Nối will try again.',
    };
    throw new NodeError('unavailable', words, { providerCode: 'unexpected_answer' });
  }
}
