import { expect, test } from 'vitest';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

async function watch(server: TestServer, shop: Shop) {
  const controller = new AbortController();
  const response = await fetch(`${server.url}/trpc/live.changes`, { headers: { cookie: shop.cookie, accept: 'text/event-stream' }, signal: controller.signal });
  const seen: { kind: string; id: string }[] = [];
  const waiting: (() => void)[] = [];
  const reading = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: {"kind"')) seen.push(JSON.parse(line.slice(6)));
      for (const tell of waiting.splice(0)) tell();
    }
  })().catch(() => undefined);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    seen,
    async until(count: number) {
      while (seen.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return seen;
    },
    async stop() {
      controller.abort();
      await reading;
    },
  };
}

test('a shop hears of its own changes as they happen, and of nobody else’s', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const [ofLan, ofHoa] = [await watch(server, lan), await watch(server, hoa)];
  expect([ofLan.status, ofLan.type]).toEqual([200, expect.stringContaining('text/event-stream')]);

  // The feed is listening once the first change comes through; what came before is read by the view itself.
  const flow = (await server.mutate(hoa, 'flows.create', {})).body.result.data;
  await ofHoa.until(1);
  const mine = (await server.mutate(lan, 'flows.create', {})).body.result.data;
  expect(await ofLan.until(1)).toContainEqual({ kind: 'flow', id: mine.id });
  expect(ofHoa.seen).toContainEqual({ kind: 'flow', id: flow.id });
  expect(ofLan.seen).not.toContainEqual({ kind: 'flow', id: flow.id });
  expect(ofHoa.seen).not.toContainEqual({ kind: 'flow', id: mine.id });
  await Promise.all([ofLan.stop(), ofHoa.stop()]);
});

test('nobody listens without a session', async () => {
  await using server = await aServer();
  const response = await fetch(`${server.url}/trpc/live.changes`, { headers: { accept: 'text/event-stream' } });
  const text = await response.text();
  expect(text + response.status).toMatch(/401|unauthenticated|UNAUTHORIZED/);
});
