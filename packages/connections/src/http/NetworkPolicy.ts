import type { LookupAddress } from 'node:dns';

/** Finds every address of a host name, as `dns.lookup` with `all` does. */
export type LookUpHost = (host: string) => Promise<readonly LookupAddress[]>;

/** Where outgoing calls may go. */
export interface NetworkPolicy {
  /** Exact `host:port` that may be private: the sandbox. */
  readonly allowedPrivate: ReadonlySet<string>;
  /** Ports of public hosts that may be dialled. */
  readonly allowedPorts: ReadonlySet<number>;
  /** Resolver; the system's own when left out. */
  readonly lookUp?: LookUpHost;
}

const MAIL_PORTS = [25, 465, 587, 2525];
const WEB_PORTS = [80, 443, 8080, 8443];

/** Public hosts on web and mail ports, and the sandbox, which is named by configuration only. */
export function createNetworkPolicy(options: { sandboxUrl: string | null; lookUp?: LookUpHost }): NetworkPolicy {
  const allowedPrivate = new Set(options.sandboxUrl === null ? [] : [hostAndPort(new URL(options.sandboxUrl))]);
  return { allowedPrivate, allowedPorts: new Set([...WEB_PORTS, ...MAIL_PORTS]), ...(options.lookUp && { lookUp: options.lookUp }) };
}

/** `host:port` with the scheme's own port when the address names none. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
