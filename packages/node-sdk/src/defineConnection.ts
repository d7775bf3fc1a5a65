import type { Text } from '@noi/events';
import type { z } from 'zod';
import type { HttpClient } from './HttpClient.ts';

/** The values of a connection's form, secrets among them. Only `connection.ts` of a package ever sees them whole. */
export type ConnectionValues = Readonly<Record<string, string>>;

/** One outgoing call before it leaves; `authenticate` returns the headers and query that it must carry. */
export interface AuthenticationRequest {
  readonly method: string;
  readonly service: string;
  readonly path: string;
  readonly body: string;
}

export interface AuthenticationParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Put between the service's base address and the call's path, for providers that take the credential there (`/rest/1/<secret>`). */
  readonly pathPrefix?: string;
}

/** What a connection test found, in words for the shop (`Đã nối với OA Nhà sách Minh Tâm`). */
export interface ConnectionTestResult {
  readonly account: string;
}

/** Credentials that expire. The host calls `run` under a lock, once, and stores the answer before anyone uses it. */
export interface RefreshDefinition {
  /** `true` when the access token is past, or so near its end that it should be replaced now. */
  isDue(values: ConnectionValues, now: Date): boolean;
  /**
   * `true` for an answer that says the access token is no longer good, at providers that say so with another status than
   * 401 (Zalo: 200 with a code in the body). The host then refreshes and repeats the call, once.
   */
  isExpired?(answer: { readonly status: number; readonly text: string }): boolean;
  /** Asks the provider for new credentials; returns only the values that change. `http` adds no authentication here. */
  run(context: { values: ConnectionValues; http: HttpClient; now: Date }): Promise<ConnectionValues>;
}

/** A service's base address without a trailing slash, a function where each account has its own (a portal's domain); the sandbox one is given by the emulator. */
export interface ServiceDefinition {
  readonly live: string | ((values: ConnectionValues) => string);
}

export interface ConnectionDefinition {
  /** `<package>.<name>`, as in `zalo.oa`. */
  readonly id: string;
  readonly title: Text;
  readonly help?: Text;
  /** Form: flat strings only; mark secrets with `described(..., { secret: true })`. Values that a refresh writes belong here too. */
  readonly fields: z.ZodObject;
  /** Base addresses by name. Empty for connections without an HTTP API. */
  readonly services: Readonly<Record<string, ServiceDefinition>>;
  /** Adds credentials to a call. `values` hold the secrets. */
  authenticate?(request: AuthenticationRequest, values: ConnectionValues): AuthenticationParts;
  /** Makes a harmless call and says which account answered; throws a NodeError in words otherwise. */
  test(context: { http: HttpClient; client: unknown; values: ConnectionValues }): Promise<ConnectionTestResult>;
  readonly refresh?: RefreshDefinition;
  /**
   * For protocols other than HTTP (SMTP): builds the vendor client that actions receive as `client`. The only place that
   * hands secrets to a library. `checkHost` refuses private addresses exactly as the HTTP client does and returns the
   * address to dial.
   */
  openClient?(context: { values: ConnectionValues; checkHost(host: string, port: number): Promise<string> }): unknown;
}

/**
 * Declares how an account at a provider is described, tested and authenticated.
 * @public
 */
export function defineConnection(definition: ConnectionDefinition): ConnectionDefinition {
  return definition;
}
