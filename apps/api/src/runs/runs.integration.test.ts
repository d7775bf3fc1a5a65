import { randomUUID } from 'node:crypto';
import { emptyGraph, type Plan } from '@noi/flow';
import { expect, test } from 'vitest';
import { anOpenQuestion } from '../../test/anOpenQuestion.ts';
import { aRun } from '../../test/aRun.ts';
import { aServer } from '../../test/aServer.ts';

const anyEvent = { type: 'webhook.received', externalId: 'any', occurredAt: '2026-11-22T03:00:00.000Z', payload: { body: {}, query: {} } } as const;

test('a waiting run is listed with what it waits for, and shown with its graph, steps and event', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const run = await aRun(server, shop);
  const listed = (await server.query(shop, 'runs.list', {})).body.result.data;
  expect(listed).toMatchObject({
    runs: [
      {
        id: run.id,
        state: 'waiting',
        subject: '100020',
        customer: 'Nguyễn Thị Lan',
        version: 1,
        waiting: { stepId: 'wait', until: expect.stringMatching(/Z$/) },
      },
    ],
    next: null,
  });
  const shown = (await server.query(shop, 'runs.get', { id: run.id })).body.result.data;
  expect(shown).toMatchObject({
    run: { id: run.id, planHash: run.planHash },
    graph: { steps: { wait: { kind: 'wait' } } },
    messages: [],
    event: { type: 'order.delivered', source: 'api', payload: { order: { code: '100020' } } },
  });
  expect(shown.steps.map((step: { stepId: string; state: string }) => [step.stepId, step.state])).toEqual(
    expect.arrayContaining([
      ['delivered', 'done'],
      ['wait', 'waiting'],
    ]),
  );
});

test('the latest run that passed gives its data as samples, to its own shop only', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const run = await aRun(server, lan);
  const { workspaceId, flowId } = run;
  const ask = async (shop: typeof lan) => (await server.query(shop, 'runs.lastPassed', { flowId })).body.result.data;
  expect(await ask(lan)).toBeNull();

  const at = new Date();
  const record = { scope: 'root', visit: 1, attempt: 1, at: at.getTime(), state: 'done', port: 'next' } as const;
  await server.db.runs.record({
    ...{ workspaceId, runId: run.id, at },
    records: [
      { ...record, stepId: 'wait' },
      { ...record, stepId: 'askReview', output: { messageId: 'zns-1' } },
    ],
    outcome: { state: 'done' },
  });
  expect(await ask(lan)).toMatchObject({
    runId: run.id,
    subject: '100020',
    trigger: { order: { code: '100020' }, customer: { name: 'Nguyễn Thị Lan' } },
    steps: { askReview: { messageId: 'zns-1' } },
  });
  expect(await ask(hoa)).toBeNull();
});

test('a run that waits for its turn says which runs are before it; one under way waits for nobody', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const { db } = server;
  const { workspaceId } = shop;
  const graph = emptyGraph();
  const { id: flowId } = await db.flows.create({ workspaceId, name: 'Lần lượt', graph });
  const plan: Plan = {
    ...{ hash: randomUUID(), engine: 1, timezone: 'Asia/Ho_Chi_Minh', trigger: 'start', steps: {}, levels: {} },
    entry: { policy: 'queue' },
  };
  const version = await db.flows.publish({ workspaceId, id: flowId, graph, plan, subscription: { event: 'order.delivered' }, publishedBy: null });
  const ids = [randomUUID(), randomUUID()];
  const facts = { workspaceId, flowId, versionId: version.id, planHash: plan.hash, engine: 1, eventId: randomUUID(), subject: '100021', customer: null };
  const turn = { dedupe: null, person: '+84912345678', lane: null, laneLimit: null, trigger: null };
  await db.events.store([{ workspaceId, source: 'api', connectionId: null, event: anyEvent }]);
  await db.dispatch.batch(10, async ({ entry }) => {
    const runs = ids.map((id, nr) => ({ ...facts, ...turn, id, workflowId: id, entryKey: id, state: nr === 0 ? ('starting' as const) : ('queued' as const) }));
    await entry.save({ runs, marks: [], refusals: [], gathered: [], ends: [], at: new Date() });
  });

  const shown = async (id = '') => (await server.query(shop, 'runs.get', { id })).body.result.data;
  expect((await shown(ids[0])).turn).toBeNull();
  expect(await shown(ids[1])).toMatchObject({
    ...{ run: { state: 'queued' }, moves: [] },
    turn: { cause: 'person', limit: 1, running: [{ runId: ids[0], subject: '100021', state: 'starting' }], ahead: 0 },
  });
});

test('runs come page by page', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const [first, second] = [await aRun(server, shop), await aRun(server, shop)];
  const page = (await server.query(shop, 'runs.list', { limit: 1 })).body.result.data;
  expect(page).toMatchObject({ runs: [{ id: second.id }], next: second.id });
  expect((await server.query(shop, 'runs.list', { limit: 1, before: page.next })).body.result.data.runs).toMatchObject([{ id: first.id }]);
});

test('a wait is ended early, and only a step that waits', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const run = await aRun(server, shop);
  expect(await server.mutate(shop, 'runs.continueNow', { runId: run.id, stepId: 'wait' })).toMatchObject({ status: 200 });
  expect(await server.mutate(shop, 'runs.continueNow', { runId: run.id, stepId: 'askReview' })).toMatchObject({
    status: 409,
    body: { error: { data: { appCode: 'run_not_waiting' } } },
  });
  expect(server.signals).toEqual(['continue root/wait']);
});

test('of a step that is open in several items, the one that is meant goes on, and none that asks a person', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const run = await aRun(server, shop);
  const { db } = server.services;
  const item = (index: number) => ({
    workspaceId: run.workspaceId,
    runId: run.id,
    flowId: run.flowId,
    scope: `root/each#1[${index}]`,
    stepId: 'send',
    visit: 1,
  });
  const [lost, patient, other] = [item(0), item(1), item(2)];
  const at = new Date();
  for (const visit of [lost, patient, other]) {
    await db.runs.beginStep({ ...visit, attempt: 1, input: null, at });
    const isLost = visit === lost;
    const key = isLost ? `unknown:${run.id}/${visit.scope}/send#1@1` : 'connection:c1';
    const reason = { vi: 'Chưa rõ.', en: 'Not known.' };
    const decision = { at: at.toISOString(), outcome: 'hold', reason, key, token: `${visit.scope}/send#1@1` } as const;
    await db.runs.endStep({ ...visit, attempt: 1, at, state: 'waiting', reason, decision });
  }

  expect(await server.mutate(shop, 'runs.continueNow', { runId: run.id, stepId: 'send', scope: lost.scope })).toMatchObject({ status: 409 });
  expect(await server.mutate(shop, 'runs.continueNow', { runId: run.id, stepId: 'send', scope: patient.scope })).toMatchObject({ status: 200 });
  expect(server.signals).toEqual([`continue ${patient.scope}/send`]);
  const path = `/runs/${run.id}/steps/send/continue`;
  expect(await server.rest(shop, `${path}?scope=${encodeURIComponent(other.scope)}`, { method: 'POST' })).toMatchObject({ status: 200 });
  expect(await server.rest(shop, path, { method: 'POST' })).toMatchObject({ status: 200 });
  expect([...server.signals].slice(1).sort()).toEqual([other, other, patient].map(({ scope }) => `continue ${scope}/send`).sort());
});

test('a person says once what became of a call of which nobody knows', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const { db } = server.services;
  const run = await aRun(server, lan);
  const { workspaceId, id: runId } = run;
  const { token, visit, reason } = await anOpenQuestion(db, run);

  expect((await server.query(lan, 'runs.questions')).body.result.data).toMatchObject({ runs: [{ id: run.id }] });
  expect((await server.query(lan, 'runs.get', { id: run.id })).body.result.data.questions).toMatchObject([{ token, stepId: 'askReview', reason }]);
  expect((await server.query(hoa, 'runs.questions')).body.result.data).toEqual({ runs: [] });
  const answer = { runId: run.id, token, decision: 'sent' };
  expect(await server.mutate(hoa, 'runs.resolveUnknown', answer)).toMatchObject({ status: 404 });
  expect(await server.mutate(lan, 'runs.resolveUnknown', { ...answer, token: 'root/wait#1@1' })).toMatchObject({ status: 409 });
  expect(await server.mutate(lan, 'runs.resolveUnknown', answer)).toMatchObject({ status: 200 });
  expect(await server.mutate(lan, 'runs.resolveUnknown', { ...answer, decision: 'resend' })).toMatchObject({ status: 409 });

  expect(await db.waits.get({ workspaceId, runId, token })).toMatchObject({ answer: { outcome: 'done', port: 'next' } });
  expect(await db.messages.get(visit)).toMatchObject({ state: 'sent' });
  expect((await server.query(lan, 'runs.questions')).body.result.data).toEqual({ runs: [] });
});

test('a run is asked to stop; one that nothing hosts any more is ended in its row', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const [hosted, orphan] = [await aRun(server, shop), await aRun(server, shop, 'gone')];
  expect(await server.rest(shop, `/runs/${hosted.id}/stop`, { method: 'POST' })).toMatchObject({ status: 200 });
  expect(server.signals).toEqual(['stop']);
  await server.rest(shop, `/runs/${orphan.id}/stop`, { method: 'POST' });
  expect((await server.rest(shop, `/runs/${orphan.id}`)).body.run).toMatchObject({ state: 'stopped', endedAt: expect.any(String) });
  expect(await server.rest(shop, `/runs/${orphan.id}/stop`, { method: 'POST' })).toMatchObject({ status: 409, body: { error: { code: 'run_ended' } } });
});

test('another shop finds neither the run nor its steps', async () => {
  await using server = await aServer();
  const [lan, hoa] = [await server.shop('lan'), await server.shop('hoa')];
  const run = await aRun(server, lan);
  expect(await server.query(hoa, 'runs.get', { id: run.id })).toMatchObject({ status: 404 });
  expect(await server.mutate(hoa, 'runs.continueNow', { runId: run.id, stepId: 'wait' })).toMatchObject({ status: 404 });
  expect(await server.rest(hoa, `/runs/${run.id}/stop`, { method: 'POST' })).toMatchObject({ status: 404 });
  expect(server.signals).toEqual([]);
});
