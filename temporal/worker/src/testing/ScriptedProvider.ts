import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider does with one call to `/send`. `accept…` keeps the message and then fails to say so. */
export type Behaviour =
  | { readonly kind: 'ok' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'accept_then_reset' }
  | { readonly kind: 'accept_then_500' }
  | { readonly kind: 'accept_then_hang' };

/** How the provider treats one account: `refused` gets 401, `down` gets 500, `silent` is left waiting until it is cut off. */
export type Treatment = 'refused' | 'down' | 'silent';

export interface Delivered {
  readonly key: string;
  readonly phone: string;
  readonly text: string;
  readonly messageId: string;
}

/** A provider on a local port that follows a script, then answers well. It forgets nothing: what it accepted is what customers received. */
export class ScriptedProvider implements AsyncDisposable {
  readonly delivered: Delivered[] = [];
  calls = 0;
  /** Refresh tokens that were spent. */
  readonly spent: string[] = [];
  /** By access token; accounts that are not named are served well. */
  readonly treatments = new Map<string, Treatment>();
  private readonly callsBy = new Map<string, number>();
  private readonly unanswered = new Set<ServerResponse>();
  private readonly script: Behaviour[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(): Promise<ScriptedProvider> {
    const provider = new ScriptedProvider();
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How the next calls go, one behaviour each. */
  next(...behaviours: Behaviour[]): void {
    this.script.push(...behaviours);
  }

  /** How often an account called, by its access token. */
  callsOf(token: string): number {
    return this.callsBy.get(token) ?? 0;
  }

  /** Ends all calls that are left waiting, without an answer. */
  cutOff(): void {
    for (const response of this.unanswered) response.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname === '/sent') return this.lookUp(url.searchParams.get('key') ?? '', response);
    const body = await readBody(request);
    if (url.pathname === '/token') return this.renew(body, response);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    this.callsBy.set(token, this.callsOf(token) + 1);
    const treatment = this.treatments.get(token);
    if (treatment === 'silent') return this.leaveWaiting(response);
    if (treatment === 'down') return json(response, { message: 'down' }, 500);
    if (treatment === 'refused') return json(response, { message: 'unknown token' }, 401);
    const { key, phone, text, dropsRepeats } = JSON.parse(body) as { key: string; phone: string; text: string; dropsRepeats: boolean };
    this.calls += 1;
    const behaviour = this.script.shift() ?? { kind: 'ok' };
    const accept = () => this.accept({ key, phone, text }, dropsRepeats);
    switch (behaviour.kind) {
      case 'ok':
        return json(response, { messageId: accept() });
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, behaviour.ms));
        return json(response, { messageId: accept() });
      case 'answer':
        response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body ?? '');
        return;
      case 'hang':
        return;
      case 'accept_then_reset':
        accept();
        request.socket.destroy();
        return;
      case 'accept_then_500':
        accept();
        response.writeHead(500).end('internal error');
        return;
      case 'accept_then_hang':
        accept();
        return;
    }
  }

  private leaveWaiting(response: ServerResponse): void {
    this.unanswered.add(response);
    response.on('close', () => this.unanswered.delete(response));
  }

  /** Gives a pair whose tokens tell which one they came from; a refresh token that begins with `bad` is refused. */
  private renew(body: string, response: ServerResponse): void {
    const refresh = new URLSearchParams(body).get('refresh') ?? '';
    this.spent.push(refresh);
    if (refresh.startsWith('bad')) json(response, { error: 'invalid_grant' }, 400);
    else json(response, { token: `token-of-${refresh}`, refresh: `next-of-${refresh}`, expiresAt: '2999-01-01T00:00:00.000Z' });
  }

  private lookUp(key: string, response: ServerResponse): void {
    json(response, { messageId: this.delivered.find((message) => message.key === key)?.messageId ?? null });
  }

  private accept(message: Omit<Delivered, 'messageId'>, dropsRepeats: boolean): string {
    const known = dropsRepeats ? this.delivered.find(({ key }) => key === message.key) : undefined;
    if (known) return known.messageId;
    const messageId = `m${this.delivered.length + 1}`;
    this.delivered.push({ ...message, messageId });
    return messageId;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
