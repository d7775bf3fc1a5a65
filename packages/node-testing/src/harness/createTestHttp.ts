import {
  type ConnectionDefinition,
  type ConnectionValues,
  errorForStatus,
  type HttpClient,
  type HttpMethod,
  type HttpRequestOptions,
  type HttpResponse,
  NodeError,
} from '@noi/node-sdk';
import type { z } from 'zod';

export interface TestHttpOptions {
  /** Signs calls; left out for actions without a connection and for a credential refresh. */
  readonly connection?: ConnectionDefinition;
  readonly values?: ConnectionValues;
  /** Absolute base address by service name. */
  readonly services: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}

/**
 * A plain `HttpClient` over `fetch` for tests: the connection's own authentication, the documented errors, nothing guarded,
 * since it speaks to emulators on this machine.
 */
export function createTestHttp(options: TestHttpOptions): HttpClient {
  const request = (method: HttpMethod, path: string, call: HttpRequestOptions = {}) => send(options, method, { ...call, path });
  return {
    request,
    get: (path, call) => request('GET', path, call),
    post: (path, call) => request('POST', path, call),
    put: (path, call) => request('PUT', path, call),
    delete: (path, call) => request('DELETE', path, call),
  };
}

async function send(options: TestHttpOptions, method: HttpMethod, call: HttpRequestOptions & { readonly path: string }): Promise<HttpResponse> {
  const repeatable = call.repeatable ?? method === 'GET';
  const { url, init } = prepare(options, method, call);
  const timeout = AbortSignal.timeout(call.timeoutMs ?? options.timeoutMs ?? 15_000);
  const deadline = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
  try {
    const response = await fetch(url, { ...init, redirect: 'follow', signal: deadline });
    const text = await response.text();
    const headers = Object.fromEntries(response.headers);
    const error = errorForStatus({ status: response.status, headers, text, repeatable, now: options.now?.() ?? new Date() });
    if (error !== undefined && call.throwOnStatus !== false) throw error;
    return { status: response.status, headers, text, json: (schema) => readJson(text, schema) };
  } catch (error) {
    if (error instanceof NodeError) throw error;
    throw lost({ error, repeatable, isLate: deadline.aborted });
  }
}

function prepare(options: TestHttpOptions, method: HttpMethod, call: HttpRequestOptions & { readonly path: string }): { url: URL; init: RequestInit } {
  const service = call.service ?? Object.keys(options.services)[0] ?? '';
  const isAbsolute = /^https?:\/\//.test(call.path);
  const base = options.services[service];
  if (!isAbsolute && base === undefined) throw new NodeError('bug', { vi: `Không có dịch vụ ${service}.`, en: `There is no service ${service}.` });
  const { body, type } = bodyOf(call);
  const signed = isAbsolute ? undefined : options.connection?.authenticate?.({ method, service, path: call.path, body: body ?? '' }, options.values ?? {});
  const url = new URL(isAbsolute ? call.path : `${base}${signed?.pathPrefix ?? ''}${call.path}`);
  for (const [key, value] of Object.entries({ ...call.query, ...signed?.query })) if (value !== undefined) url.searchParams.set(key, String(value));
  const headers = { ...(type === undefined ? {} : { 'content-type': type }), ...call.headers, ...signed?.headers };
  return { url, init: { method, headers, ...(body === undefined ? {} : { body }) } };
}

function bodyOf(call: HttpRequestOptions): { body?: string; type?: string } {
  if (call.json !== undefined) return { body: JSON.stringify(call.json), type: 'application/json' };
  if (call.form !== undefined) return { body: new URLSearchParams(call.form).toString(), type: 'application/x-www-form-urlencoded' };
  return call.body === undefined ? {} : { body: call.body };
}

function readJson<T extends z.ZodType>(text: string, schema: T): z.infer<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new NodeError('unavailable', { vi: 'Nhà cung cấp trả lời không đúng định dạng.', en: 'The provider answered in an unexpected form.' }, { cause });
  }
}

/** No answer: refused means that nothing was sent; otherwise the call may have been carried out. */
function lost({ error, repeatable, isLate }: { error: unknown; repeatable: boolean; isLate: boolean }): NodeError {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ECONNREFUSED')
    return new NodeError('unavailable', { vi: 'Không nối được đến nhà cung cấp.', en: 'The provider cannot be reached.' }, { cause: error });
  if (!repeatable)
    return new NodeError('unknown_outcome', { vi: 'Mất câu trả lời của nhà cung cấp.', en: 'The provider’s answer was lost.' }, { cause: error });
  return new NodeError(isLate ? 'timeout' : 'unavailable', { vi: 'Nhà cung cấp không trả lời.', en: 'The provider did not answer.' }, { cause: error });
}
