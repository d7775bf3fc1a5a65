import { readRows } from '@noi/db/testing';
import type { FlowGraph } from '@noi/flow';

export interface ShopOptions {
  /** Of the product's one origin. */
  readonly url: string;
  readonly apiKey: string;
  readonly databaseUrl: string;
}

/** The demo shop as scripts and providers reach it: by the public API and by doors that answer again after every crash. */
export class Shop {
  private readonly options: ShopOptions;

  constructor(options: ShopOptions) {
    this.options = options;
  }

  async publish(name: string, graph: FlowGraph): Promise<string> {
    const { id } = await this.call<{ id: string }>('POST', '/flows', { name, graph });
    await this.call('POST', `/flows/${id}/publish`, {});
    return id;
  }

  async connection(type: string): Promise<{ readonly id: string; readonly webhookUrl: string | null }> {
    const { connections } = await this.call<{ connections: { id: string; type: string; webhookUrl: string | null }[] }>('GET', '/connections');
    const found = connections.find((connection) => connection.type === type);
    if (found === undefined) throw new Error(`The demo shop has no ${type}`);
    return found;
  }

  /** Told again and again, under one name, until the answer is 2xx: as careful providers do. */
  async tell(event: { readonly type: string; readonly externalId: string; readonly payload: object }): Promise<string> {
    const { eventId } = await again(() => this.call<{ eventId: string }>('POST', '/events', event));
    return eventId;
  }

  /** Posts to the door of the shop's webhook in the same way. */
  async knock(webhookUrl: string, body: { readonly id: string; readonly [field: string]: string }): Promise<void> {
    const [sender] = await again(() =>
      this.rows<{ value: { headerName: string; secret: string } }>(`select value from sandbox_record where key like 'webhook:%' limit 1`),
    );
    const headers = { 'content-type': 'application/json', 'idempotency-key': body.id, [sender?.value.headerName ?? '']: sender?.value.secret ?? '' };
    await again(async () => {
      const response = await fetch(webhookUrl, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) });
      if (!response.ok) throw new Error(`The door answered ${response.status}`);
    });
  }

  stop(runId: string): Promise<unknown> {
    return again(() => this.call('POST', `/runs/${runId}/stop`));
  }

  rows<T extends Record<string, unknown>>(sql: string): Promise<T[]> {
    return again(() => readRows<T>(this.options.databaseUrl, sql));
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.options.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.options.apiKey}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 600)}`);
    return JSON.parse(text) as T;
  }
}

/** Until it works: whoever was killed is being started again. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 90_000; ; ) {
    try {
      return await act();
    } catch (thrown) {
      if (Date.now() > end) throw thrown;
      await pause(300);
    }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
