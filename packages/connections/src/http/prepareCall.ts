import { type HttpMethod, type HttpRequestOptions, NodeError } from '@noi/node-sdk';
import { addressRefused } from './toNodeError.ts';

interface Places {
  readonly services: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
}

interface NodeCall {
  readonly method: HttpMethod;
  readonly path: string;
  readonly options: HttpRequestOptions;
}

/** A node's call with its address found and its body written, before it is signed. */
export interface PreparedCall {
  readonly method: HttpMethod;
  readonly url: string;
  /** Service that signs it; null for addresses outside of the account's services. */
  readonly service: string | null;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly repeatable: boolean;
  readonly throwOnStatus: boolean;
  /** Which hosts the call and its redirects may reach. */
  isAllowed(url: URL): boolean;
}

/** Finds where a call goes and writes its body. A host that neither the connection nor the action names is refused. */
export function prepareCall(places: Places, { method, path, options }: NodeCall): PreparedCall {
  const target = targetOf(places, path, options.service);
  const url = new URL(target.url);
  for (const [key, value] of Object.entries(options.query ?? {})) if (value !== undefined) url.searchParams.set(key, String(value));
  const { body, type } = bodyOf(options);

  const own = new Set(Object.values(places.services).map((base) => new URL(base).host));
  const isAllowed = (hop: URL) => places.hosts.includes('*') || own.has(hop.host) || places.hosts.includes(hop.host) || places.hosts.includes(hop.hostname);
  if (!isAllowed(url)) throw addressRefused();
  return {
    ...{ method, url: url.href, service: target.service, path: target.path, body, isAllowed, timeoutMs: options.timeoutMs, signal: options.signal },
    headers: { ...(type !== undefined && { 'content-type': type }), ...options.headers },
    repeatable: options.repeatable ?? method === 'GET',
    throwOnStatus: options.throwOnStatus ?? true,
  };
}

function targetOf({ services }: Places, path: string, wanted: string | undefined): { url: string; service: string | null; path: string } {
  if (/^https?:\/\//i.test(path)) {
    if (!URL.canParse(path)) throw addressRefused();
    const url = new URL(path);
    const base = Object.entries(services).find(([, address]) => url.href === address || url.href.startsWith(`${address}/`));
    return base ? { url: path, service: base[0], path: url.href.slice(base[1].length) } : { url: path, service: null, path };
  }
  const service = wanted ?? Object.keys(services)[0];
  const base = service === undefined ? undefined : services[service];
  if (service === undefined || base === undefined) {
    throw new NodeError('bug', { vi: 'Bước này gọi một dịch vụ mà kết nối không có.', en: `The connection has no service "${service ?? ''}".` });
  }
  return { url: base + path, service, path };
}

function bodyOf(options: HttpRequestOptions): { body: string | undefined; type: string | undefined } {
  if (options.json !== undefined) return { body: JSON.stringify(options.json), type: 'application/json' };
  if (options.form !== undefined) return { body: new URLSearchParams(options.form).toString(), type: 'application/x-www-form-urlencoded' };
  return { body: options.body, type: undefined };
}
