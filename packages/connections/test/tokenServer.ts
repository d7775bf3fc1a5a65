import { type LocalServer, startLocalServer } from './localServer.ts';

export interface TokenServer extends LocalServer {
  /** Refresh tokens as they were spent. */
  readonly spent: readonly string[];
  /** The next refresh is answered so instead. */
  failNextWith(answer: 'hang' | number): void;
}

/** An OAuth server whose refresh tokens work once each, with an API that takes only the newest access token. */
export async function startTokenServer(): Promise<TokenServer> {
  const spent: string[] = [];
  let pair = { access: 'access-token-1', refresh: 'refresh-token-1' };
  let next: 'hang' | number | null = null;

  const server = await startLocalServer((request, response, body) => {
    const json = (status: number, value: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (request.url === '/oauth/token') {
      const refresh = new URLSearchParams(body).get('refresh') ?? '';
      spent.push(refresh);
      const failure = next;
      next = null;
      if (failure === 'hang') return request.socket.destroy();
      if (failure !== null) return json(failure, { error: 'no' });
      if (refresh !== pair.refresh) return json(400, { error: 'spent' });
      const turn = spent.length + 1;
      pair = { access: `access-token-${turn}`, refresh: `refresh-token-${turn}` };
      return json(200, { ...pair, expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    }
    if (request.headers.authorization !== `Bearer ${pair.access}`) return request.url?.startsWith('/api/strict') ? json(401, {}) : json(200, { error: -216 });
    if (request.url?.startsWith('/api/templates')) return json(200, [{ value: '1', label: 'Một' }]);
    if (request.url === '/api/echo') return json(422, { seen: request.headers.authorization });
    return json(200, { name: 'Shop Lan' });
  });
  return {
    ...server,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    spent,
    failNextWith(answer) {
      next = answer;
    },
  };
}
