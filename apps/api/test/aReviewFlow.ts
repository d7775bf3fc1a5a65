import type { FlowGraph } from '@noi/flow';
import type { Shop, TestServer } from './aServer.ts';

/** The main job as a draft that is ready to go live, with ways to change it. */
export async function aReviewFlow(server: TestServer, shop: Shop) {
  const known = await server.services.connections.list(shop.workspaceId);
  const values = { appId: '1', appSecret: 'app-secret', accessToken: 'access-token', refreshToken: 'refresh-token' };
  if (!known.some(({ type }) => type === 'zalo.oa')) {
    await server.services.connections.create({ workspaceId: shop.workspaceId, type: 'zalo.oa', name: 'OA', mode: 'live', values });
  }
  const { flowId } = (await server.rest(shop, '/templates/review-after-delivery/use', { method: 'POST' })).body as { flowId: string };
  const at = `/flows/${flowId}`;
  return {
    id: flowId,
    at,
    publish: (body: object = {}) => server.rest(shop, `${at}/publish`, { method: 'POST', body }),
    /** Makes the draft wait so long, under these settings. */
    async change(days: number, settings: Partial<FlowGraph['settings']> = {}) {
      const { graph } = (await server.rest(shop, at)).body as { graph: FlowGraph };
      const wait = { ...graph.steps.wait, wait: { type: 'duration', amount: days, unit: 'days' } };
      const body = { graph: { ...graph, settings: { ...graph.settings, ...settings }, steps: { ...graph.steps, wait } } };
      const { status, body: answer } = await server.rest(shop, at, { method: 'PUT', body });
      if (status !== 200) throw new Error(JSON.stringify(answer));
    },
  };
}
