import { expect, test } from 'vitest';
import { anOrder } from '../../test/anOrder.ts';
import { aReviewFlow } from '../../test/aReviewFlow.ts';
import { aServer } from '../../test/aServer.ts';

test('pins hold for trials of the draft and for nothing else', async () => {
  await using server = await aServer();
  const [shop, other] = [await server.shop('lan'), await server.shop('minh')];
  const flow = await aReviewFlow(server, shop);
  const { workspaceId } = shop;
  const pins = async () => (await server.query(shop, 'pins.list', { flowId: flow.id })).body.result.data;
  const trigger = Object.values((await server.rest(shop, flow.at)).body.graph.steps).find((step) => (step as { kind: string }).kind === 'trigger') as {
    id: string;
  };
  await flow.publish();
  const before = await server.services.db.flows.get({ workspaceId, id: flow.id });

  const phone = '+84966000111';
  const real = { order: { ...anOrder('77'), customer: { name: 'Bùi Quỳnh Anh', phone } } };
  const pin = (given: object) => server.mutate(shop, 'pins.put', { flowId: flow.id, stepId: trigger.id, output: real, isReal: false, ...given });
  expect((await pin({ isReal: true })).status).toBe(200);
  expect(JSON.stringify(await pins())).not.toContain(phone);
  expect((await pin({ output: { ...real, note: 'gõ tay' } })).status).toBe(200);
  expect(await pins()).toMatchObject([{ stepId: trigger.id, output: { note: 'gõ tay' } }]);
  expect((await pin({ stepId: 'wait' })).status).toBe(400);
  expect((await server.mutate(other, 'pins.put', { flowId: flow.id, stepId: trigger.id, output: {}, isReal: false })).status).toBe(404);
  expect((await server.query(other, 'pins.list', { flowId: flow.id })).status).toBe(404);

  // The plan of live runs, the draft's document, its file and a copy of it know nothing of the pin.
  await flow.publish();
  const after = await server.services.db.flows.get({ workspaceId, id: flow.id });
  const hashOf = async (versionId: string | null | undefined) =>
    (await server.services.db.flows.version({ workspaceId, versionId: versionId ?? '' }))?.planHash;
  expect(await hashOf(after?.liveVersionId)).toBe(await hashOf(before?.liveVersionId));
  expect(after?.liveVersionId).toBeTruthy();
  const file = await server.rest(shop, `${flow.at}/file`);
  expect(JSON.stringify([after?.graph, file.body])).not.toContain('gõ tay');

  const given = { [trigger.id]: { parcel: {}, ...real, recipient: phone } };
  const tried = (body: object) => server.mutate(shop, 'flows.simulate', { id: flow.id, startAt: '2026-11-22T03:00:00.000Z', ...body });
  const recipient = (answer: Awaited<ReturnType<typeof tried>>) => answer.body.result.data.messages[0]?.recipient;
  expect(recipient(await tried({ pins: given }))).not.toBe(recipient(await tried({})));

  expect((await server.mutate(shop, 'pins.remove', { flowId: flow.id, stepId: trigger.id })).status).toBe(200);
  expect(await pins()).toEqual([]);
});
