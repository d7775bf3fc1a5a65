interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Headers that say nothing about who asks; only these go along to another origin. */
const harmless = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

/** The next hop of a redirect as browsers make it, or `undefined` for any other answer. Credentials never leave their origin. */
export function redirectOf(hop: Hop, answer: { status: number; location: string | undefined }): Hop | undefined {
  if (![301, 302, 303, 307, 308].includes(answer.status) || answer.location === undefined) return undefined;
  if (!URL.canParse(answer.location, hop.url.href)) return undefined;
  const url = new URL(answer.location, hop.url);
  // A redirect from https to http would send what was private in the clear: the answer stands as it is.
  if (hop.url.protocol === 'https:' && url.protocol !== 'https:') return undefined;

  const keepsBody = answer.status === 307 || answer.status === 308;
  const headers =
    url.origin === hop.url.origin ? hop.headers : Object.fromEntries(Object.entries(hop.headers).filter(([name]) => harmless.has(name.toLowerCase())));
  if (keepsBody || hop.method === 'GET') return { url, method: hop.method, headers, body: hop.body };
  return {
    url,
    method: 'GET',
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type')),
    body: undefined,
  };
}
