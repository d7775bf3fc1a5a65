import type { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface HttpRequestOptions {
  /** Which of the connection's `services` to call; the first one when left out. Ignored for absolute addresses. */
  readonly service?: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `application/json`. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is; give a content-type header. */
  readonly body?: string;
  /** Whole call, redirects included. Default 15 000. */
  readonly timeoutMs?: number;
  /** Ends the call early; whether the provider did it is then as unknown as after a time-out. Hosts set it on every call of an action, for its deadline. */
  readonly signal?: AbortSignal;
  /**
   * `true` when a second call does no harm; decides whether a lost answer is a `timeout` (repeat) or an `unknown_outcome`.
   * Default: `true` for GET, else `false`.
   */
  readonly repeatable?: boolean;
  /** `false` leaves 4xx and 5xx answers to the node; default `true`: 401 → `unauthorized`, 429 → `rate_limited`, 5xx → `unavailable` or, when not repeatable, `unknown_outcome`, other 4xx → `rejected`. */
  readonly throwOnStatus?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON, checked. A body that does not fit is a `NodeError('unavailable')` that says so. */
  json<T extends z.ZodType>(schema: T): z.infer<T>;
}

/**
 * The only way for a node to reach the network. Adds the connection's authentication, refuses private addresses on
 * every redirect, caps time and size, and keeps secrets out of logs. Paths are relative to the connection's service;
 * absolute `https://` addresses are allowed to the hosts that the action declares.
 */
export interface HttpClient {
  request(method: HttpMethod, path: string, options?: HttpRequestOptions): Promise<HttpResponse>;
  get(path: string, options?: HttpRequestOptions): Promise<HttpResponse>;
  post(path: string, options?: HttpRequestOptions): Promise<HttpResponse>;
  put(path: string, options?: HttpRequestOptions): Promise<HttpResponse>;
  delete(path: string, options?: HttpRequestOptions): Promise<HttpResponse>;
}
