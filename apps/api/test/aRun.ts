import { randomUUID } from 'node:crypto';
import type { RunRow } from '@noi/db';
import { anOrder } from './anOrder.ts';
import type { Shop, TestServer } from './aServer.ts';

/** A live flow of the main job with one run that waits at its second step, as the dispatcher and the engine leave it. */
export async function aRun(server: TestServer, shop: Shop, workflowId: string = randomUUID()): Promise<RunRow> {
  const { services, db } = server;
  const { workspaceId } = shop;
  const values = { appId: '1', appSecret: 'app-secret', accessToken: 'access-token', refreshToken: 'refresh-token' };
  const known = (await services.connections.list(workspaceId)).some((row) => row.type === 'zalo.oa');
  if (!known) await services.connections.create({ workspaceId, type: 'zalo.oa', name: 'OA', mode: 'live', values });
  const { flowId } = (await server.rest(shop, '/templates/review-after-delivery/use', { method: 'POST' })).body;
  await server.rest(shop, `/flows/${flowId}/publish`, { method: 'POST' });

  const order = anOrder('100020');
  const payload = { order, customer: order.customer, deliveredAt: '2026-11-22T03:15:00.000Z' };
  await server.rest(shop, '/events', { method: 'POST', body: { type: 'order.delivered', payload, externalId: randomUUID() } });
  const started: RunRow[] = [];
  await db.dispatch.batch(10, async (batch) => {
    const [live] = (await batch.subscriptions([{ workspaceId, event: 'order.delivered' }])).filter((one) => one.flowId === flowId);
    const event = batch.events.find((one) => one.type === 'order.delivered');
    if (!live || !event) return;
    const { versionId, planHash } = live;
    const run = {
      workspaceId,
      flowId,
      versionId,
      planHash,
      engine: 1,
      workflowId,
      eventId: event.id,
      entryKey: event.id,
      subject: '100020',
      customer: 'Nguyễn Thị Lan',
    };
    started.push(...(await batch.createRuns([run])));
  });
  const [run] = started;
  if (!run) throw new Error('no run was started');

  const at = new Date();
  const record = { scope: 'root', visit: 1, attempt: 1, at: at.getTime() };
  await db.runs.record({
    ...{ workspaceId, runId: run.id, state: 'waiting', at },
    records: [
      { ...record, stepId: 'delivered', state: 'done', port: 'next' },
      { ...record, stepId: 'wait', state: 'waiting', until: at.getTime() + 3 * 86_400_000 },
    ],
  });
  return run;
}
