import { expect, test } from 'vitest';
import { aRun } from '../../test/aRun.ts';
import { aServer } from '../../test/aServer.ts';

test('a run that got another host while its former one was asked to stop is not ended behind the new one’s back', async () => {
  await using server = await aServer();
  const { db, services } = server;
  const shop = await server.shop('lan');
  const { workspaceId, id } = await aRun(server, shop, 'gone');
  const { stop } = services.runControl;
  services.runControl.stop = async (target) => {
    await db.hosting.rehost([{ run: { id, workspaceId, workflowId: 'gone' }, carry: { scopes: {}, trigger: {}, outcome: null } }], 'new host');
    return await stop(target);
  };
  expect(await server.rest(shop, `/runs/${id}/stop`, { method: 'POST' })).toMatchObject({ status: 502, body: { error: { code: 'provider_unavailable' } } });
  expect(await db.runs.get({ workspaceId, id })).toMatchObject({ state: 'starting', endedAt: null, workflowId: 'new host' });

  await db.runs.markStarted([{ workspaceId, id, workflowId: 'new host' }]);
  expect(await server.rest(shop, `/runs/${id}/stop`, { method: 'POST' })).toMatchObject({ status: 200 });
});
