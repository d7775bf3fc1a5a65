import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';

export interface StatusOptions {
  readonly host: string;
  readonly port: number;
  readonly registry: Registry;
  /** `null` when the process can work, else what is missing. */
  problem(): Promise<string | null>;
}

/** `/healthz` (alive), `/readyz` (can work) and `/metrics`, for the machine that runs the process. */
export async function serveStatus({ host, port, registry, problem }: StatusOptions): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      (error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    );
  });

  async function answer(url: string): Promise<{ status: number; type: string; body: string }> {
    switch (url.split('?')[0]) {
      case '/healthz':
        return json(200, { ok: true });
      case '/readyz': {
        const missing = await problem();
        return missing === null ? json(200, { ok: true }) : json(503, { ok: false, problem: missing });
      }
      case '/metrics':
        return { status: 200, type: registry.contentType, body: await registry.metrics() };
      default:
        return json(404, { ok: false });
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

function json(status: number, body: unknown): { status: number; type: string; body: string } {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}
