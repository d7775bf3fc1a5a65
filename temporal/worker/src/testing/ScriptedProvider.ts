import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider does with one call to `/send`. `accept…` keeps the message and then fails to say so. */
export type Behaviour =
  | { readonly kind: 'ok' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'accept_then_reset' }
  | { readonly kind: 'accept_then_500' };

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

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (url.pathname === '/sent') return this.lookUp(url.searchParams.get('key') ?? '', response);
    const body = await readBody(request);
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
    }
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

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
