import { expect, test } from 'vitest';
import { aRun } from '../../test/aRun.ts';
import { aServer } from '../../test/aServer.ts';

test('stopping all runs of a flow is asked for once and followed until none is left', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const { id: runId, flowId } = await aRun(server, lan);
  const { workspaceId } = lan;
  const progress = async () => (await server.query(lan, 'flows.stopProgress', { id: flowId })).body.result.data;
  expect(await progress()).toEqual({ open: 1, last: null });
  expect((await server.mutate(hoa, 'flows.stopRuns', { id: flowId })).status).toBe(404);
  expect((await server.query(hoa, 'flows.stopProgress', { id: flowId })).status).toBe(404);

  expect((await server.mutate(lan, 'flows.stopRuns', { id: flowId })).body.result.data).toMatchObject({ total: 1, left: 1, askedBy: lan.email, endedAt: null });
  expect(await progress()).toMatchObject({ open: 1, last: { total: 1, left: 1 } });
  await server.db.runs.record({ workspaceId, runId, records: [], outcome: { state: 'stopped', by: 'person' }, at: new Date() });
  expect(await progress()).toMatchObject({ open: 0, last: { total: 1, left: 0 } });
  expect((await server.mutate(lan, 'flows.stopRuns', { id: flowId })).body.result.data).toMatchObject({ total: 0, endedAt: expect.any(String) });
});
