import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawDelivery } from '@noi/node-sdk';

/** A webhook address on this machine that keeps what arrives. */
export interface Door extends AsyncDisposable {
  readonly url: string;
  readonly deliveries: RawDelivery[];
  /** What the next deliveries are answered; 200 when nothing is queued. */
  readonly answers: number[];
}

/** Opens a door that answers 200 to everything, as long as `answers` says nothing else. */
export async function createDoor(now: () => Date = () => new Date()): Promise<Door> {
  const deliveries: RawDelivery[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://door');
    deliveries.push({
      method: request.method ?? 'GET',
      headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      query: Object.fromEntries(url.searchParams),
      body: Buffer.concat(chunks),
      receivedAt: now(),
    });
    response.writeHead(answers.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/test-door`,
    deliveries,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
