import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A provider that answers at once, on a thread of its own: what it costs is not the engine's. */
export async function startEchoProvider(): Promise<{ url: string; close(): Promise<unknown> }> {
  const source = `
    const { createServer } = require('node:http');
    const { parentPort } = require('node:worker_threads');
    let sent = 0;
    const server = createServer((request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"messageId":"m' + ++sent + '"}'));
    });
    server.keepAliveTimeout = 60000;
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const thread = new Worker(source, { eval: true });
  const [port] = await once(thread, 'message');
  return { url: `http://127.0.0.1:${port}`, close: () => thread.terminate() };
}
