import { expect, test } from 'vitest';
import { aRun } from '../../test/aRun.ts';
import { aServer } from '../../test/aServer.ts';
import { withoutStep } from '../../test/withoutStep.ts';

const minute = 60_000;

/** A shop with a run that waits for three days before a message, and a draft without that wait. */
async function anEditedFlow() {
  let time = Date.now();
  const server = await aServer({ now: () => new Date(time) });
  const shop = await server.shop('lan');
  const run = await aRun(server, shop);
  const id = run.flowId;
  const query = async (path: string) => (await server.query(shop, path, { id })).body.result?.data;
  const mutate = (path: string, input: object = {}) => server.mutate(shop, path, { id, ...input });
  const { graph } = await query('flows.get');
  await server.rest(shop, `/flows/${id}`, { method: 'PUT', body: { graph: withoutStep(graph, 'wait') } });
  return {
    server,
    shop,
    run,
    id,
    query,
    mutate,
    pass(ms: number) {
      time += ms;
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
    },
  };
}

test('before publishing, each step where runs wait says what the edit would do to them; publishing alone moves nobody', async () => {
  await using flow = await anEditedFlow();
  expect(await flow.query('flows.publishPreview')).toEqual({
    runs: 1,
    looked: 1,
    isCut: false,
    steps: [
      {
        ...{ stepId: 'wait', title: { vi: 'Đợi 3 ngày', en: 'Wait 3 days' }, nextTitle: null, change: 'removed' },
        ...{ runs: 1, goOn: 1, messages: 1, ends: 1, longer: null, shorter: null },
      },
    ],
  });
  const published = await flow.mutate('flows.publish', { name: ' Không đợi ' });
  expect(published.body.result.data).toMatchObject({ number: 2, move: null });
  expect(await flow.query('flows.move')).toEqual({ move: null });
  expect((await flow.query('flows.versions'))[0]).toMatchObject({ number: 2, name: 'Không đợi' });
  expect(await flow.server.db.runs.get({ workspaceId: flow.shop.workspaceId, id: flow.run.id })).toMatchObject({ version: 1, state: 'waiting' });
});

test('where more runs wait than are looked at one by one, the preview says so', async () => {
  await using flow = await anEditedFlow();
  const { db } = flow.server;
  const { workspaceId, flowId, versionId, planHash, engine, eventId } = flow.run;
  const facts = { workspaceId, flowId, versionId, planHash, engine, eventId, subject: null, customer: null };
  const payload = { body: {}, query: {} };
  const event = { type: 'webhook.received', externalId: 'many', occurredAt: new Date().toISOString(), payload } as const;
  await db.events.store([{ workspaceId, source: 'api', connectionId: null, event }]);
  const at = new Date();
  const line = { scope: 'root', visit: 1, attempt: 1, at: at.getTime(), stepId: 'wait', state: 'waiting', until: at.getTime() + 1_000 } as const;
  await db.dispatch.batch(10, async ({ createRuns }) => {
    await createRuns(Array.from({ length: 500 }, (_, nr) => ({ ...facts, workflowId: `many-${nr}`, entryKey: `many-${nr}` })));
  });
  const runs = await db.runs.list({ workspaceId, flowId, state: 'starting', limit: 500 });
  await Promise.all(runs.map(({ id }) => db.runs.record({ workspaceId, runId: id, state: 'waiting', at, records: [line] })));
  expect(await flow.query('flows.publishPreview')).toMatchObject({ runs: 501, looked: 500, isCut: true, steps: [{ stepId: 'wait', runs: 501 }] });
});

test('a move is planned with the publish and can be called off until it starts', async () => {
  await using flow = await anEditedFlow();
  const published = await flow.mutate('flows.publish', { inFlight: { wait: 'move' } });
  expect(published.body.result.data.move).toMatchObject({ total: 1, done: 0, state: 'planned', versionId: published.body.result.data.version });
  expect((await flow.mutate('flows.cancelMove')).status).toBe(200);
  expect((await flow.query('flows.move')).move).toMatchObject({ state: 'cancelled' });
  expect((await flow.mutate('flows.cancelMove')).status).toBe(200);
  // Nobody was moved, so a second publish of the same draft finds the same run again.
  expect(await flow.query('flows.publishPreview')).toMatchObject({ runs: 1, steps: [{ stepId: 'wait', change: 'removed' }] });

  await flow.mutate('flows.publish', { inFlight: { wait: 'cancel' } });
  flow.pass(minute);
  expect((await flow.query('flows.move')).move).toMatchObject({ state: 'moving' });
  const late = await flow.mutate('flows.cancelMove');
  expect([late.status, late.body.error.data.appCode]).toEqual([409, 'move_begun']);
});

test('what is kept is not moved, and other shops learn nothing of it', async () => {
  await using flow = await anEditedFlow();
  const kept = await flow.mutate('flows.publish', { inFlight: { wait: 'keep' } });
  expect(kept.body.result.data.move).toBeNull();
  const other = await flow.server.shop('mai');
  const answers = await Promise.all([
    flow.server.query(other, 'flows.publishPreview', { id: flow.id }),
    flow.server.query(other, 'flows.move', { id: flow.id }),
    flow.server.mutate(other, 'flows.cancelMove', { id: flow.id }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('a draft with something to mend has no preview', async () => {
  await using flow = await anEditedFlow();
  const { graph } = await flow.query('flows.get');
  await flow.server.rest(flow.shop, `/flows/${flow.id}`, { method: 'PUT', body: { graph: { ...graph, edges: [] } } });
  const answer = await flow.server.query(flow.shop, 'flows.publishPreview', { id: flow.id });
  expect([answer.status, answer.body.error.data.appCode]).toEqual([422, 'flow_invalid']);
});
