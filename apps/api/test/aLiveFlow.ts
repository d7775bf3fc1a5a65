import type { Shop, TestServer } from './aServer.ts';

/** A published flow of one trigger and a wait. */
export async function aLiveFlow(
  server: TestServer,
  shop: Shop,
  { node, input = {}, settings = {} }: { node: string; input?: object; settings?: object },
): Promise<string> {
  const steps = {
    start: { id: 'start', kind: 'trigger', position: { x: 0, y: 0 }, node, nodeVersion: 1, input },
    wait: { id: 'wait', kind: 'wait', position: { x: 0, y: 150 }, wait: { type: 'duration', amount: 1, unit: 'days' } },
  };
  const edges = [{ id: 'a', from: 'start', port: 'next', to: 'wait' }];
  const graph = { schema: 1, steps, edges, settings: { timezone: 'Asia/Ho_Chi_Minh', ...settings } };
  const { id } = (await server.rest(shop, '/flows', { method: 'POST', body: { name: 'Gửi khách cũ', graph } })).body;
  const published = await server.mutate(shop, 'flows.publish', { id });
  if (published.status !== 200) throw new Error(JSON.stringify(published.body));
  return id;
}
