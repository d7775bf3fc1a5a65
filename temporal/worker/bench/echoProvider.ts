import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A provider that answers at once, on a thread of its own: what it costs is not the engine's. A text that begins with `broken ` gets 500, one with `hang ` no answer, one with `quick ` its own after 150 ms. */
export interface EchoProvider {
  readonly url: string;
  /** When a send with this text came first, as epoch ms. */
  arrival(text: string): Promise<number | null>;
  close(): Promise<unknown>;
}

const source = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const now = () => performance.timeOrigin + performance.now();
  const arrivals = new Map();
  let sent = 0;
  const server = createServer((request, response) => {
    const at = now();
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => {
      const { text } = JSON.parse(body);
      if (text.startsWith('hang ')) return;
      if (text.startsWith('broken ')) return response.writeHead(500).end();
      if (text.startsWith('timed ') && !arrivals.has(text)) arrivals.set(text, at);
      const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"messageId":"m' + ++sent + '"}');
      if (text.startsWith('quick ')) setTimeout(answer, 150);
      else answer();
    });
  });
  server.keepAliveTimeout = 60000;
  parentPort.on('message', (text) => parentPort.postMessage({ text, at: arrivals.get(text) ?? null }));
  server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));`;

export async function startEchoProvider(): Promise<EchoProvider> {
  const thread = new Worker(source, { eval: true });
  const [{ port }] = (await once(thread, 'message')) as [{ port: number }];
  const asked = new Map<string, (at: number | null) => void>();
  thread.on('message', ({ text, at }: { text: string; at: number | null }) => {
    asked.get(text)?.(at);
    asked.delete(text);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    arrival: (text) =>
      new Promise((resolve) => {
        asked.set(text, resolve);
        thread.postMessage(text);
      }),
    close: () => thread.terminate(),
  };
}
