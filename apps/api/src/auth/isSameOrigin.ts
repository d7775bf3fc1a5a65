interface Asking {
  readonly origin: string;
  /** The Host header: where the browser believes it is talking to. */
  readonly host: string | undefined;
  readonly publicUrl: string;
}

/** Whether a page of our own sent this: its origin is the public address, or the very host that was asked. */
export function isSameOrigin({ origin, host, publicUrl }: Asking): boolean {
  if (!URL.canParse(origin)) return false;
  const { host: from, protocol } = new URL(origin);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return origin === new URL(publicUrl).origin || (host !== undefined && from === host);
}
