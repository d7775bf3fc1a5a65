import { resolvePublic } from './checkAddress.ts';
import { createDialers } from './createDialers.ts';
import { hostAndPort, type NetworkPolicy, portOf } from './NetworkPolicy.ts';
import { readCapped } from './readCapped.ts';
import { redirectOf } from './redirectOf.ts';
import { addressRefused, toNodeError, tooManyRedirects } from './toNodeError.ts';

export interface GuardedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The whole call, redirects included. */
  readonly timeoutMs: number;
  /** Ends it sooner. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a second call does no harm; decides what a lost answer is called. */
  readonly repeatable: boolean;
  /** Asked about every hop, the first one included. */
  readonly isAllowed?: ((url: URL) => boolean) | undefined;
}

export interface GuardedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Outgoing calls that never reach a private address, on any hop. Throws `NodeError`s only. */
export interface GuardedHttp {
  send(request: GuardedRequest): Promise<GuardedAnswer>;
  /** The address to dial for another protocol than HTTP; throws when it is not public. */
  checkHost(host: string, port: number): Promise<string>;
  close(): Promise<void>;
}

const MOST_REDIRECTS = 5;
const MOST_BYTES = 1_048_576;

/** Makes the one outgoing client of a process. */
export function createGuardedHttp(policy: NetworkPolicy): GuardedHttp {
  const dialers = createDialers(policy);

  /** Literal addresses never pass a lookup, so they are checked here; names are checked as they are dialled. */
  async function check(url: URL, request: GuardedRequest): Promise<'sandbox' | 'guarded'> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw addressRefused();
    if (url.username !== '' || url.password !== '') throw addressRefused();
    if (request.isAllowed?.(url) === false) throw addressRefused();
    if (policy.allowedPrivate.has(hostAndPort(url))) return 'sandbox';
    if (!policy.allowedPorts.has(portOf(url))) throw addressRefused();
    if (isLiteral(url.hostname)) await resolvePublic(url.hostname);
    return 'guarded';
  }

  async function send(request: GuardedRequest): Promise<GuardedAnswer> {
    const timeout = AbortSignal.timeout(request.timeoutMs);
    const deadline = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    let hop = { ...request, url: readUrl(request.url) };
    try {
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        const dialer = dialers[await check(hop.url, request)];
        const { method, headers, body } = hop;
        const answer = await dialer.request({
          origin: hop.url.origin,
          path: hop.url.pathname + hop.url.search,
          method: method as 'GET',
          headers: { ...headers },
          body: body ?? null,
          signal: deadline,
        });
        const flat = flatten(answer.headers);
        const next = redirectOf(hop, { status: answer.statusCode, location: flat.location });
        if (!next) return { status: answer.statusCode, headers: flat, text: await readCapped(answer.body, MOST_BYTES) };
        await answer.body.dump({ limit: MOST_BYTES, signal: deadline });
        hop = { ...request, ...next };
      }
    } catch (error) {
      throw toNodeError(error, { repeatable: request.repeatable, isLate: deadline.aborted });
    }
    throw tooManyRedirects();
  }

  return {
    send,
    async checkHost(host, port) {
      if (policy.allowedPrivate.has(`${host}:${port}`)) return host;
      try {
        if (!policy.allowedPorts.has(port)) throw addressRefused();
        const [first] = await resolvePublic(host, policy.lookUp);
        return first?.address ?? host;
      } catch (error) {
        throw toNodeError(error, { repeatable: true, isLate: false });
      }
    },
    close: dialers.close,
  };
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw addressRefused();
  return new URL(text);
}

function isLiteral(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}
