import { readRows } from '@noi/db/testing/rows';
import { expect, test } from 'vitest';
import { aRun } from '../../test/aRun.ts';
import { aServer } from '../../test/aServer.ts';

const at = new Date('2026-11-22T04:00:00Z');
const text = { vi: 'Zalo từ chối.', en: 'Zalo refused.' };

/** A run that failed at its message; `state` is what the ledger knows of it. */
async function aFailedRun(state: 'failed' | 'unknown') {
  const server = await aServer();
  const shop = await server.shop('lan');
  const run = await aRun(server, shop);
  const { workspaceId } = shop;
  const key = { workspaceId, runId: run.id, scope: 'root', stepId: 'askReview', visit: 1 };
  const error = { kind: 'rejected', text, repeatable: true } as const;
  const message = {
    flowId: run.flowId,
    connectionId: null,
    trackingId: run.id,
    channel: 'zns',
    purpose: 'care',
    recipient: '+84912345678',
    preview: 'Chào',
    priceVnd: null,
  };
  await server.db.messages.reserve({ ...key, ...message });
  await server.db.messages.settle(key, { state, error, at });
  const place = { scope: 'root', visit: 1, attempt: 1, at: at.getTime() };
  await server.db.runs.record({
    workspaceId,
    runId: run.id,
    at,
    records: [
      { ...place, stepId: 'wait', state: 'done', port: 'next' },
      { ...place, stepId: 'askReview', state: 'failed', error },
    ],
    outcome: { state: 'failed', stepId: 'askReview', error },
  });
  return { server, shop, run };
}

test('a run that ended is restarted from its failed step, once however often one asks', async () => {
  const { server, shop, run } = await aFailedRun('failed');
  await using _ = server;
  const ask = () => server.mutate(shop, 'runs.restartFrom', { runId: run.id, stepId: 'askReview' });
  const first = (await ask()).body.result.data;
  expect(first).toEqual({ runId: expect.any(String), isNew: true });
  expect((await ask()).body.result.data).toEqual({ runId: first.runId, isNew: false });

  const made = (await server.rest(shop, `/runs/${first.runId}`)).body;
  expect([made.restartOf, (await server.rest(shop, `/runs/${run.id}`)).body.restarts]).toEqual([run.id, [first.runId]]);
  expect(made.run).toMatchObject({ state: 'starting', subject: '100020', planHash: run.planHash });
  expect(made.steps.map((step: { stepId: string }) => step.stepId).sort()).toEqual(['delivered', 'wait']);
  const carries = await server.db.restarts.carries([{ workspaceId: shop.workspaceId, id: first.runId }]);
  expect(carries.get(first.runId)).toMatchObject({ trigger: { order: { code: '100020' } }, todo: { ready: [{ scope: 'root', stepId: 'askReview' }] } });
});

test('what may have gone out is sent again only after a yes', async () => {
  const { server, shop, run } = await aFailedRun('unknown');
  await using _ = server;
  const refused = await server.rest(shop, `/runs/${run.id}/restart`, { method: 'POST', body: { stepId: 'askReview' } });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'resend_unconfirmed', count: 1 } } });
  const made = await server.rest(shop, `/runs/${run.id}/restart`, { method: 'POST', body: { stepId: 'askReview', confirmResend: true } });
  expect(made).toMatchObject({ status: 201, body: { isNew: true } });
});

test('input by hand is checked as the step’s own is, with the field at fault', async () => {
  const { server, shop, run } = await aFailedRun('failed');
  await using _ = server;
  const answer = await server.rest(shop, `/runs/${run.id}/restart`, { method: 'POST', body: { stepId: 'askReview', input: { phone: 7 } } });
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_request', issues: expect.arrayContaining([expect.objectContaining({ field: 'phone' })]) } },
  });
});

test('a run whose data went by age says so', async () => {
  const { server, shop, run } = await aFailedRun('failed');
  await using _ = server;
  const soon = new Date(Date.now() + 60_000);
  await server.db.retention.pruneSteps({ workspaceId: shop.workspaceId, before: soon, at: soon, limit: 10 });
  const refused = await server.rest(shop, `/runs/${run.id}/restart`, { method: 'POST', body: { stepId: 'askReview' } });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'run_pruned' } } });
});

test('a run whose event is gone says so', async () => {
  const { server, shop, run } = await aFailedRun('failed');
  await using _ = server;
  await readRows(server.services.config.databaseUrl, `delete from event where id = '${run.eventId}'`);
  const refused = await server.rest(shop, `/runs/${run.id}/restart`, { method: 'POST', body: { stepId: 'askReview' } });
  expect(refused).toMatchObject({ status: 409, body: { error: { code: 'event_pruned' } } });
  expect(await server.db.runs.list({ workspaceId: shop.workspaceId, limit: 10 })).toHaveLength(1);
});

test('a run under way, a step that never ran, and another shop’s run are refused', async () => {
  const { server, shop, run } = await aFailedRun('failed');
  await using _ = server;
  const open = await aRun(server, shop);
  const other = await server.shop('hoa');
  const ask = (who: typeof shop, id: string, body: object) => server.rest(who, `/runs/${id}/restart`, { method: 'POST', body });
  expect(await ask(shop, open.id, { stepId: 'wait' })).toMatchObject({ status: 409, body: { error: { code: 'run_unfinished' } } });
  expect(await ask(shop, run.id, { stepId: 'wait', scope: 'root/loop#1[0]' })).toMatchObject({ status: 409, body: { error: { code: 'step_not_run' } } });
  expect(await ask(other, run.id, { stepId: 'askReview' })).toMatchObject({ status: 404 });
});
