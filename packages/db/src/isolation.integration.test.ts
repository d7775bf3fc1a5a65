import { createHash } from 'node:crypto';
import type { BusinessEvent } from '@noi/events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db, DispatchBatch, HeardWait, MessageKey, OpenWait, StepRunKey } from './Db.ts';
import { newId } from './newId.ts';
import { prismaOf } from './prismaOf.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';
import { aGraph, aLiveFlow, anEvent, aPlan, startRuns } from './testRecords.ts';

/**
 * Two shops, one database: whatever the other shop asks by the ids of mine finds nothing, and whatever it writes leaves mine as it was.
 * The lists below must name every method, so a new one cannot be forgotten.
 */
const mine = 'mine';
const theirs = 'theirs';

let database: TestDatabase;
let db: Db;
let ids: Awaited<ReturnType<typeof fillMyShop>>;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  ids = await fillMyShop();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const at = new Date('2026-11-22T03:00:00Z');
const words = { vi: 'Sai chữ ký', en: 'Bad signature' };
const message = { flowId: newId(), connectionId: null, channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào', priceVnd: null };
const rateClass = { account: 'a', rateClass: 'zalo' };
const onPhone = (workspaceId: string) => ({
  workspaceId,
  id: 'm1',
  packageId: 'zalo',
  to: '+84912345678',
  channel: 'zalo',
  content: { workspaceId },
  sentAt: at,
});

const aBroadcast = (workspaceId: string, flowId: string) => ({
  ...{ workspaceId, flowId, name: 'Khách cũ', columns: [{ key: 'ten', label: 'Tên', type: 'text' as const }], perMinute: 60, createdBy: null, at },
  ...{ accepted: [{ line: 2, row: { ten: 'Lan' } }], rejected: [{ line: 3, cells: ['?'], reason: words }] },
});

const aTest = (workspaceId: string, flowId: string) => ({
  ...{ workspaceId, flowId, name: 'Đơn giao xong', revision: 1, createdBy: null, at },
  scenario: { startAt: '2026-11-22T03:00:00.000Z', days: 7, events: [], approve: 'approved' as const },
  expectations: [{ type: 'messages' as const, is: 'exactly' as const, count: 1 }],
});

const aPin = (workspaceId: string, flowId: string) => ({ workspaceId, flowId, stepId: 'notify', output: { stolen: true }, pinnedBy: null, at });

const aShopFile = (workspaceId: string, words: string) => ({
  ...{ workspaceId, name: `${words}.txt`, mediaType: 'text/plain', content: new TextEncoder().encode(words), createdBy: null, at },
  limits: { bytes: 1000, files: 10 },
});

const aLink = (workspaceId: string, flowId: string) => ({
  ...{ workspaceId, flowId, createdBy: null, at, expiresAt: farAway, hash: newId() },
  file: { format: 'noi.flow' as const, schema: 1 as const, name: 'Mine', packages: [], graph: aGraph(), tests: [], left: [] },
});

const aBacktest = (workspaceId: string, flowId: string) => ({
  ...{ workspaceId, flowId, revision: 1, plan: aPlan('draft'), livePlan: null, liveVersion: null, called: {}, createdBy: null },
  ...{ fromAt: new Date(0), toAt: farAway },
});

const past = () => ({ workspaceId: theirs, from: new Date(0), to: farAway, types: ['webhook.received' as const] });
const theirBacktest = () => ({ workspaceId: theirs, id: ids.backtestId, lease: ids.backtestLease });

const wait = (workspaceId: string, runId: string, token: string): OpenWait => ({
  ...{ workspaceId, runId, token, flowId: ids?.flow.id ?? newId(), stepId: 'paid', kind: 'event', matchKey: '*', since: new Date(0), until: null },
  awaited: { kind: 'event', event: 'webhook.received', belongs: 'anyone', since: 0, timezone: 'UTC' },
});
const hold = (workspaceId: string, runId: string): OpenWait => ({
  ...wait(workspaceId, runId, 'held'),
  ...{ kind: 'hold', matchKey: null, awaited: { kind: 'hold', key: 'flow:mine', reason: words } },
});

const question = (workspaceId: string, runId: string): OpenWait => ({
  ...wait(workspaceId, runId, 'asked'),
  ...{ kind: 'approval', matchKey: null, awaited: { kind: 'approval', question: 'Duyệt?', approvers: ['lan@example.com'], needed: 1, canVeto: false } },
});

async function fillMyShop() {
  const flow = await aLiveFlow(db, mine);
  await db.flows.edit(
    { workspaceId: mine, id: flow.id },
    {
      baseRevision: 0,
      graph: aGraph(),
      edits: [{ command: { type: 'step.remove', id: 'a' }, inverse: { type: 'step.remove', id: 'a' }, kind: 'do', of: null, clientKey: 'k', userId: null }],
    },
  );
  const [run] = await startRuns(db, { workspaceId: mine, flow, keys: ['k'] });
  if (!run) throw new Error('No run was created');
  const step: StepRunKey = { workspaceId: mine, runId: run.id, scope: 'root', stepId: 'send', visit: 1 };
  await db.runs.beginStep({ ...step, flowId: flow.id, attempt: 1, input: {}, at });
  await db.rates.change({ workspaceId: mine, ...rateClass }, () => ({ state: { nextAt: 1 }, result: null }));
  await db.messages.reserve({ ...step, ...message, trackingId: 'track-1' });
  const connection = await db.connections.create({
    ...{ workspaceId: mine, packageId: 'ghn', type: 'ghn.shop', name: 'GHN', mode: 'live', settings: {} },
    sealedSecrets: new Uint8Array([1]),
    doorToken: 'door',
  });
  const lease = newId();
  const poll = { workspaceId: mine, connectionId: connection.id, pollId: 'ghn.shipments', cursor: { page: 1 }, nextAt: at, lease };
  await prismaOf(db).poll.create({ data: poll });
  await db.doors.reject({ workspaceId: mine, connectionId: connection.id, code: 'signature_invalid', reason: words, at });
  await db.sandbox.set({ workspaceId: mine, packageId: 'zalo' }, 'account', { token: 'secret' });
  await db.sandbox.addCallback({ workspaceId: mine, packageId: 'zalo', url: 'http://127.0.0.1/hooks/door', headers: {}, body: '{}', dueAt: at });
  await db.sandbox.showOnPhone(onPhone(mine));
  const broadcastId = await db.broadcasts.create(aBroadcast(mine, flow.id));
  const [event] = await db.events.list({ workspaceId: mine, limit: 1 });
  await db.waits.open([wait(mine, run.id, 'waits'), hold(mine, run.id), question(mine, run.id)]);
  const workspace = await db.workspaces.create({ name: 'Shop', slug: 'mine', ownerId: await anOwner() });
  const apiKey = await db.workspaces.createApiKey({ workspaceId: workspace.id, name: 'Khoá', prefix: 'noi_x', hash: 'hash' });
  await db.savedFilters.save({ workspaceId: mine, userId: 'owner' }, { name: 'Lỗi', filter: { state: 'failed' } });
  const { id: bulkId } = await db.bulk.ask({ workspaceId: mine, action: 'stop', filter: { ids: [run.id] }, askedBy: null, at, startsAt: farAway });
  const queuedId = await anEntry(flow);
  const alertId = await anAlert(flow.id);
  const { id: testId } = await db.flowTests.create(aTest(mine, flow.id));
  await db.stepPins.put({ ...aPin(mine, flow.id), output: { orderCode: 'A1' } });
  const { id: linkId } = await db.flowLinks.create({ ...aLink(mine, flow.id), hash: 'linked' });
  const put = await db.shopFiles.put(aShopFile(mine, 'Bảng giá'));
  const folder = await db.shelves.createFolder({ workspaceId: mine, name: 'Sau bán hàng', at });
  await db.shelves.move({ workspaceId: mine, flowIds: [flow.id], folderId: folder?.id ?? null });
  await db.shelves.setTags({ workspaceId: mine, flowId: flow.id }, ['zalo']);
  await db.shelves.star({ workspaceId: mine, flowId: flow.id, userId: 'lan' }, true);
  const { id: backtestId } = await db.backtests.create(aBacktest(mine, flow.id));
  const taken = await db.backtests.take({ now: at, leaseUntil: farAway });
  const { failedId, retryId } = await aFailure(flow);
  const { id: stopId } = await db.stops.ask({ workspaceId: mine, flowId: flow.id, askedBy: null });
  const [undispatched] = await db.events.store([anEvent(mine, 'undispatched')]);
  const missed = { flowId: flow.id, eventId: undispatched?.id ?? '', workspaceId: mine };
  await prismaOf(db).flowMissed.create({ data: missed });
  return {
    undispatched: undispatched?.id ?? '',
    linkId,
    fileId: put.outcome === 'full' ? '' : put.file.id,
    folderId: folder?.id ?? '',
    bulkId,
    stopId,
    failedId,
    retryId,
    testId,
    backtestId,
    backtestLease: taken?.lease ?? '',
    broadcastId,
    lease,
    alertId,
    flow,
    run,
    step,
    connection,
    queuedId,
    eventId: event?.id ?? '',
    workspaceId: workspace.id,
    apiKeyId: apiKey.id,
  };
}

const aRetry = (workspaceId: string, flowId: string) => ({
  ...{ workspaceId, flowId, stepId: 'send', errorKind: 'rejected' as const, cause: causeOfWords, version: 'same' as const },
  ...{ resendUnknown: false, firstCount: 3, createdBy: null },
});
/** As the repository names the cause of these words. */
const causeOfWords = createHash('md5').update(words.en).digest('hex');

const aRestart = (workspaceId: string, id: string) => ({
  ...{ former: { workspaceId, id }, from: { scope: 'root', stepId: 'send' }, versionId: newId(), plan: aPlan('stolen'), kept: [] },
  carry: { scopes: {}, trigger: {}, outcome: null },
});

/** Two runs that failed, of which one is being done again with all of its kind. */
async function aFailure(flow: Awaited<ReturnType<typeof aLiveFlow>>) {
  const error = { kind: 'rejected', text: words, repeatable: true } as const;
  const [failed, other] = await startRuns(db, { workspaceId: mine, flow, keys: ['failed', 'other'] });
  if (!failed || !other) throw new Error('No run was created');
  await db.runs.record({ workspaceId: mine, runId: failed.id, records: [], outcome: { state: 'failed', stepId: 'send', error }, at });
  const retry = await db.retries.create({ ...aRetry(mine, flow.id), at });
  await db.runs.record({ workspaceId: mine, runId: other.id, records: [], outcome: { state: 'failed', stepId: 'other', error }, at });
  return { failedId: failed.id, retryId: retry?.id ?? '' };
}

const farAway = new Date('2099-01-01T00:00:00Z');
const hook = 'https://mine.example/alerts';
const aSource = (flowId = ids.flow.id) => ({
  workspaceId: mine,
  flowId,
  flowName: 'Mine',
  timezone: 'UTC',
  event: 'webhook.received' as const,
  source: null,
  connectionId: null,
});

/** An alert whose notice is being brought to its target. */
async function anAlert(flowId: string) {
  await db.alerts.saveSettings(mine, { channels: { webhook: { url: hook } }, quietMinutes: 60, stepDataDays: 90, eventDays: 365 });
  await db.alerts.followQuiet(aSource(flowId), { quietHours: 26, usualPerDay: 40 }, at);
  const later = new Date(at.getTime() + 3_600_000);
  await db.alerts.makeNotices({ now: later, limit: 10 });
  await db.alerts.claimDeliveries({ now: later, leaseUntil: later, limit: 10 });
  const [alert] = await db.alerts.list({ workspaceId: mine, limit: 1 });
  return alert?.id ?? '';
}

const person = '+84912345678';

/** A run that waits for its turn, and an event that was left out. */
async function anEntry({ id: flowId, version }: Awaited<ReturnType<typeof aLiveFlow>>) {
  const id = newId();
  const key = { workspaceId: mine, flowId };
  const run = { ...key, id, versionId: version.id, planHash: version.planHash, engine: 1, workflowId: id, subject: null, customer: null };
  await db.events.store([anEvent(mine, 'entry')]);
  await db.dispatch.batch(10, async ({ entry, events }) => {
    const eventId = events[0]?.id ?? '';
    await entry.save({
      runs: [{ ...run, eventId, entryKey: 'unused', state: 'queued', dedupe: 'once', person, lane: 'lane', laneLimit: 1, trigger: { batch: 1 } }],
      marks: [{ ...key, person }],
      refusals: [{ ...key, day: '2026-11-22', reason: 'busy', eventId, subject: null }],
      gathered: events.map((event) => ({ ...key, key: '', type: 'batch' as const, windowMs: 3_600_000, most: 9, mostBytes: 9_999, event, dedupe: null })),
      ends: [],
      at,
    });
  });
  return id;
}

async function anOwner() {
  const user = await prismaOf(db).user.create({ data: { id: 'owner', name: 'Chủ', email: 'chu@example.com' } });
  return user.id;
}

/** Everything of mine, to be the same before and after. */
async function myShop() {
  const flowKey = { workspaceId: mine, id: ids.flow.id };
  return {
    flow: await db.flows.get(flowKey),
    undispatched: await prismaOf(db).event.count({ where: { workspaceId: mine, dispatchedAt: null } }),
    missed: await prismaOf(db).flowMissed.count({ where: { workspaceId: mine } }),
    alerts: await db.alerts.list({ workspaceId: mine, limit: 10 }),
    watch: await db.alerts.settings(mine),
    edits: await db.flows.edits({ ...flowKey, limit: 10 }),
    versions: await db.flows.versions(flowKey),
    run: await db.runs.get({ workspaceId: mine, id: ids.run.id }),
    queued: await db.runs.get({ workspaceId: mine, id: ids.queuedId }),
    retries: await db.retries.list({ workspaceId: mine, limit: 10 }),
    failed: await db.restarts.relatives({ workspaceId: mine, runId: ids.failedId }),
    numbers: await db.stepCounts.read({ workspaceId: mine, flowId: ids.flow.id, from: new Date(0) }),
    bulk: await db.bulk.latest({ workspaceId: mine }),
    filters: await db.savedFilters.list({ workspaceId: mine, userId: 'owner' }),
    failures: await db.retries.groups({ workspaceId: mine, limit: 10 }),
    refusals: await db.entry.refusals({ workspaceId: mine, flowId: ids.flow.id, limit: 10 }),
    steps: await db.runs.stepRuns({ workspaceId: mine, runId: ids.run.id }),
    message: await db.messages.get(ids.step),
    rates: await db.rates.get({ workspaceId: mine, ...rateClass }),
    connection: await db.connections.get({ workspaceId: mine, id: ids.connection.id }),
    asked: await db.approvals.list({ workspaceId: mine, isOpen: true, limit: 10 }),
    waits: await Promise.all(['waits', 'held', 'asked'].map((token) => db.waits.get({ workspaceId: mine, runId: ids.run.id, token }))),
    rejections: await db.doors.rejections({ workspaceId: mine, since: new Date(0) }),
    apiKeys: await db.workspaces.apiKeys(ids.workspaceId),
    emulator: await db.sandbox.list({ workspaceId: mine, packageId: 'zalo' }, ''),
    callbacks: (await db.sandbox.dueCallbacks(at, 10)).filter(({ workspaceId }) => workspaceId === mine),
    poll: await db.polls.get({ workspaceId: mine, connectionId: ids.connection.id, pollId: 'ghn.shipments' }),
    broadcasts: await db.broadcasts.list({ workspaceId: mine, flowId: ids.flow.id, limit: 10 }),
    rejectedRows: await db.broadcasts.rejected({ workspaceId: mine, id: ids.broadcastId }),
    tests: await db.flowTests.list({ workspaceId: mine, flowId: ids.flow.id }),
    pins: await db.stepPins.list({ workspaceId: mine, flowId: ids.flow.id }),
    backtest: await db.backtests.get({ workspaceId: mine, id: ids.backtestId }),
    links: await db.flowLinks.list({ workspaceId: mine, flowId: ids.flow.id, now: at, limit: 10 }),
    files: await db.shopFiles.list(mine),
    fileContent: await db.shopFiles.content({ workspaceId: mine, id: ids.fileId }),
    folders: await db.shelves.folders(mine),
    places: await db.shelves.places(mine, 'lan'),
    phone: await db.sandbox.phoneMessages({ workspaceId: mine, to: '+84912345678' }, 10),
  };
}

const nothing = (found: unknown) => found === null || found === undefined || (Array.isArray(found) && found.length === 0);
const flowKey = () => ({ workspaceId: theirs, id: ids.flow.id });
const fileKey = () => ({ workspaceId: theirs, id: ids.fileId });
const connectionKey = () => ({ workspaceId: theirs, id: ids.connection.id });
const theirEmulator = { workspaceId: theirs, packageId: 'zalo' };
const pollKey = () => ({
  workspaceId: theirs,
  connectionId: ids.connection.id,
  pollId: 'ghn.shipments',
  lease: ids.lease,
  cursor: null,
  failures: 0,
  turnAt: null,
});
const stepKey = (): StepRunKey & MessageKey => ({ ...ids.step, workspaceId: theirs });

const reads: Record<string, () => Promise<unknown>> = {
  'alerts.settings': async () => Object.values((await db.alerts.settings(theirs)).channels),
  'alerts.list': () => db.alerts.list({ workspaceId: theirs, limit: 10 }),
  'alerts.countUnseen': async () => ((await db.alerts.countUnseen(theirs)) === 0 ? null : 'counted'),
  'alerts.pace': async () => {
    const source = (await db.alerts.sources()).find(({ flowId }) => flowId === ids.flow.id);
    const counts = source ? await db.alerts.pace({ ...source, workspaceId: theirs }, { now: new Date(Date.now() + 60_000), hours: 2 }) : [1];
    return counts.filter((count) => count > 0);
  },
  'backtests.get': () => db.backtests.get({ workspaceId: theirs, id: ids.backtestId }),
  'backtests.latest': () => db.backtests.latest({ workspaceId: theirs, flowId: ids.flow.id }),
  'backtests.countEvents': async () => ((await db.backtests.countEvents({ ...past(), most: 10 })) === 0 ? null : 'counted'),
  'backtests.events': () => db.backtests.events({ ...past(), limit: 10 }),
  'backtests.sentByOthers': () => db.backtests.sentByOthers({ ...past(), flowId: newId(), limit: 10 }),
  'flowTests.list': () => db.flowTests.list({ workspaceId: theirs, flowId: ids.flow.id }),
  'stepPins.list': () => db.stepPins.list({ workspaceId: theirs, flowId: ids.flow.id }),
  'flowLinks.list': () => db.flowLinks.list({ workspaceId: theirs, flowId: ids.flow.id, now: at, limit: 10 }),
  'shopFiles.list': () => db.shopFiles.list(theirs),
  'shopFiles.get': () => db.shopFiles.get(fileKey()),
  'shopFiles.content': () => db.shopFiles.content(fileKey()),
  'shopFiles.usedBy': () => db.shopFiles.usedBy({ ...fileKey(), limit: 10 }),
  'shelves.folders': () => db.shelves.folders(theirs),
  'shelves.places': () => db.shelves.places(theirs, 'lan'),
  'flowTests.get': () => db.flowTests.get({ workspaceId: theirs, id: ids.testId }),
  'broadcasts.list': () => db.broadcasts.list({ workspaceId: theirs, flowId: ids.flow.id, limit: 10 }),
  'broadcasts.get': () => db.broadcasts.get({ workspaceId: theirs, id: ids.broadcastId }),
  'broadcasts.rejected': () => db.broadcasts.rejected({ workspaceId: theirs, id: ids.broadcastId }),
  'connections.list': () => db.connections.list(theirs),
  'connections.get': () => db.connections.get(connectionKey()),
  'doors.rejections': () => db.doors.rejections({ workspaceId: theirs, connectionId: ids.connection.id, since: new Date(0) }),
  'entry.refusals': () => db.entry.refusals({ workspaceId: theirs, flowId: ids.flow.id, limit: 10 }),
  'entry.gathering': async () => (await db.entry.gathering({ workspaceId: theirs, flowId: ids.flow.id })).nextDueAt,
  'entry.triggers': async () => [...(await db.entry.triggers([{ workspaceId: theirs, id: ids.queuedId }]))],
  'events.list': () => db.events.list({ workspaceId: theirs, limit: 10 }),
  'events.get': () => db.events.get({ workspaceId: theirs, id: ids.eventId }),
  'flows.list': () => db.flows.list(theirs),
  'flows.get': () => db.flows.get(flowKey()),
  'flows.edits': () => db.flows.edits({ ...flowKey(), limit: 10 }),
  'flows.versions': () => db.flows.versions(flowKey()),
  'flows.version': () => db.flows.version({ workspaceId: theirs, versionId: ids.flow.version.id }),
  'moves.standing': async () => (await db.moves.standing({ workspaceId: theirs, flowId: ids.flow.id, planHash: null, limit: 10 })).steps,
  'entry.turnOf': () => db.entry.turnOf({ workspaceId: theirs, runId: ids.queuedId }),
  'moves.of': async () => await db.moves.of({ workspaceId: theirs, runId: ids.run.id }),
  'moves.latest': () => db.moves.latest({ workspaceId: theirs, flowId: ids.flow.id, at }),
  'moves.targets': async () => [...(await db.moves.targets({ workspaceId: theirs, runIds: [ids.run.id], at: new Date() }))],
  'flows.plan': () => db.flows.plan({ workspaceId: theirs, hash: ids.flow.version.planHash }),
  'runs.list': () => db.runs.list({ workspaceId: theirs, flowId: ids.flow.id, limit: 10 }),
  'runs.search': async () => (await db.runs.search({ workspaceId: theirs, filter: { ids: [ids.run.id] }, limit: 10 })).runs,
  'runs.get': () => db.runs.get({ workspaceId: theirs, id: ids.run.id }),
  'restarts.story': () => db.restarts.story({ workspaceId: theirs, runId: ids.run.id }),
  'retries.groups': () => db.retries.groups({ workspaceId: theirs, limit: 10 }),
  'retries.list': () => db.retries.list({ workspaceId: theirs, limit: 10 }),
  'retries.get': () => db.retries.get({ workspaceId: theirs, id: ids.retryId }),
  'retries.left': () => db.retries.left({ workspaceId: theirs, id: ids.retryId, limit: 10 }),
  'retries.pending': () => db.retries.pending({ workspaceId: theirs, id: ids.retryId, limit: 10 }),
  'restarts.carries': async () => [...(await db.restarts.carries([{ workspaceId: theirs, id: ids.run.id }]))],
  'restarts.relatives': async () => {
    const { of, as } = await db.restarts.relatives({ workspaceId: theirs, runId: ids.run.id });
    return of ?? as;
  },
  'runs.stepRuns': () => db.runs.stepRuns({ workspaceId: theirs, runId: ids.run.id }),
  'messages.get': () => db.messages.get(stepKey()),
  'messages.list': () => db.messages.list({ workspaceId: theirs, runId: ids.run.id, limit: 10 }),
  'rates.get': async () => Object.values(await db.rates.get({ workspaceId: theirs, ...rateClass })),
  'messages.countSent': async () => {
    const { recipient, channel, purpose } = message;
    return (await db.messages.countSent({ workspaceId: theirs, recipient, channel, purpose, since: [new Date(0)] })).filter((count) => count > 0);
  },
  'polls.get': () => db.polls.get({ workspaceId: theirs, connectionId: ids.connection.id, pollId: 'ghn.shipments' }),
  'schedules.get': () => db.schedules.get({ workspaceId: theirs, flowId: ids.flow.id }),
  'sandbox.get': () => db.sandbox.get(theirEmulator, 'account'),
  'sandbox.list': () => db.sandbox.list(theirEmulator, ''),
  'sandbox.phoneThreads': () => db.sandbox.phoneThreads(theirs, 10),
  'sandbox.phoneMessages': () => db.sandbox.phoneMessages({ workspaceId: theirs, to: '+84912345678' }, 10),
  'waits.missed': () => db.waits.missed({ workspaceId: theirs, waits: [wait(theirs, ids.run.id, 'waits')] }),
  'waits.heldSteps': () => db.waits.heldSteps({ workspaceId: theirs, holdKey: 'flow:mine' }),
  'flows.pause': () => db.flows.pause(flowKey()),
  'waits.countHeld': async () => ((await db.waits.countHeld({ workspaceId: theirs, holdKey: 'flow:mine' })) === 0 ? null : 'counted'),
  'waits.listHeld': () => db.waits.listHeld({ workspaceId: theirs, holdKey: 'flow:mine', runId: ids.run.id, limit: 10 }),
  'approvals.list': () => db.approvals.list({ workspaceId: theirs, isOpen: true, limit: 10 }),
  'approvals.get': () => db.approvals.get({ workspaceId: theirs, runId: ids.run.id, token: 'asked' }),
  'flows.callable': () => db.flows.callable(theirs),
  'calls.around': async () =>
    Object.values(await db.calls.around({ workspaceId: theirs, runId: ids.run.id }))
      .flat()
      .filter((found) => found !== null),
  'stops.latest': () => db.stops.latest({ workspaceId: theirs, flowId: ids.flow.id }),
  'stops.countOpen': async () => ((await db.stops.countOpen({ workspaceId: theirs, flowId: ids.flow.id })) === 0 ? null : 'counted'),
  'journeys.read': async () => {
    const { isCut, ...found } = await db.journeys.read({ workspaceId: theirs, key: `customer:${person}`, limit: 10 });
    return [isCut ? 'more' : [], ...Object.values(found)].flat();
  },
  'journeys.keysOf': () => db.journeys.keysOf({ workspaceId: theirs, runId: ids.run.id }),
  'bulk.latest': () => db.bulk.latest({ workspaceId: theirs }),
  'savedFilters.list': () => db.savedFilters.list({ workspaceId: theirs, userId: 'owner' }),
  'stepCounts.read': async () => {
    const { exits, waiting, ends } = await db.stepCounts.read({ workspaceId: theirs, flowId: ids.flow.id, from: new Date(0) });
    return [...exits, ...waiting, ...Object.values(ends).filter((count) => count > 0)];
  },
  'waits.get': () => db.waits.get({ workspaceId: theirs, runId: ids.run.id, token: 'waits' }),
  'workspaces.get': () => db.workspaces.get(theirs),
  'workspaces.members': () => db.workspaces.members(theirs),
  'workspaces.apiKeys': () => db.workspaces.apiKeys(theirs),
};

const writes: Record<string, () => Promise<unknown>> = {
  'dispatch.setAside': () => db.dispatch.setAside({ workspaceId: theirs, id: ids.undispatched }),
  'dispatch.leaveMissed': () => db.dispatch.leaveMissed({ workspaceId: theirs, flowId: ids.flow.id, eventId: ids.undispatched }),
  'retention.pruneSteps': () => db.retention.pruneSteps({ workspaceId: theirs, before: farAway, at: farAway, limit: 100 }),
  'retention.pruneEvents': () => db.retention.pruneEvents({ workspaceId: theirs, before: farAway, after: null, limit: 100 }),
  'retention.pruneCounts': () => db.retention.pruneCounts({ workspaceId: theirs, before: farAway }),
  'alerts.saveSettings': () =>
    db.alerts.saveSettings(theirs, { channels: { webhook: { url: 'https://stolen.example' } }, quietMinutes: 1, stepDataDays: 1, eventDays: 1 }),
  'alerts.followQuiet': () => db.alerts.followQuiet({ ...aSource(), workspaceId: theirs }, null, at),
  'alerts.settleDelivery': () =>
    db.alerts.settleDelivery({ workspaceId: theirs, alertId: ids.alertId, round: 1, channel: 'webhook', target: hook }, { state: 'sent', at }),
  'alerts.markSeen': () => db.alerts.markSeen({ workspaceId: theirs, at }),
  'alerts.setMuted': () => db.alerts.setMuted({ workspaceId: theirs, id: ids.alertId, at }),
  'alerts.sendTest': () => db.alerts.sendTest({ workspaceId: theirs, at }),
  'approvals.vote': () =>
    db.approvals.vote({ workspaceId: theirs, runId: ids.run.id, token: 'asked', email: 'lan@example.com', decision: 'approve', comment: null, at }),
  'approvals.noteMail': () => db.approvals.noteMail({ workspaceId: theirs, runId: ids.run.id, token: 'asked', nr: 0, email: 'lan@example.com', at, next: at }),
  'approvals.addLink': () => db.approvals.addLink({ workspaceId: theirs, runId: ids.run.id, token: 'asked', email: 'lan@example.com', hash: 'stolen', at }),
  'approvals.endNotice': () => db.approvals.endNotice({ workspaceId: theirs, runId: ids.run.id, token: 'asked', next: at }),
  'broadcasts.setState': () => db.broadcasts.setState({ workspaceId: theirs, id: ids.broadcastId }, { state: 'cancelled', at }),
  'backtests.create': () => db.backtests.create(aBacktest(theirs, ids.flow.id)),
  'backtests.cancel': () => db.backtests.cancel({ workspaceId: theirs, id: ids.backtestId }, at),
  'backtests.progress': () => db.backtests.progress(theirBacktest(), { eventsDone: 9, eventsTotal: 9, isCut: true, leaseUntil: farAway }),
  'backtests.end': () => db.backtests.end(theirBacktest(), { state: 'failed', at }),
  'flowLinks.create': () => db.flowLinks.create(aLink(theirs, ids.flow.id)),
  'flowLinks.withdraw': () => db.flowLinks.withdraw({ workspaceId: theirs, id: ids.linkId }, at),
  'shopFiles.put': () => db.shopFiles.put({ ...aShopFile(theirs, 'Bảng giá'), name: 'stolen.txt' }),
  'shopFiles.remove': () => db.shopFiles.remove(fileKey()),
  'shelves.renameFolder': () => db.shelves.renameFolder({ workspaceId: theirs, id: ids.folderId }, 'stolen'),
  'shelves.removeFolder': () => db.shelves.removeFolder({ workspaceId: theirs, id: ids.folderId }),
  'shelves.move': () => db.shelves.move({ workspaceId: theirs, flowIds: [ids.flow.id], folderId: null }),
  'shelves.setTags': () => db.shelves.setTags({ workspaceId: theirs, flowId: ids.flow.id }, ['stolen']),
  'shelves.star': () => db.shelves.star({ workspaceId: theirs, flowId: ids.flow.id, userId: 'lan' }, false),
  'stepPins.put': () => db.stepPins.put(aPin(theirs, ids.flow.id)),
  'stepPins.remove': () => db.stepPins.remove({ workspaceId: theirs, flowId: ids.flow.id, stepId: 'notify' }),
  'flowTests.create': () => db.flowTests.create(aTest(theirs, ids.flow.id)),
  'flowTests.update': () => db.flowTests.update({ workspaceId: theirs, id: ids.testId }, { ...aTest(theirs, ids.flow.id), name: 'stolen' }),
  'flowTests.remove': () => db.flowTests.remove({ workspaceId: theirs, id: ids.testId }, at),
  'flowTests.restore': () => db.flowTests.restore({ workspaceId: theirs, flowId: ids.flow.id, versionId: ids.flow.version.id }, { revision: 99, at: farAway }),
  'connections.update': () => db.connections.update(connectionKey(), { name: 'stolen' }),
  'connections.remove': () => db.connections.remove(connectionKey()),
  'connections.beginRefresh': () => db.connections.beginRefresh({ ...connectionKey(), revision: 1 }, at),
  'connections.endRefresh': () =>
    db.connections.endRefresh({ ...connectionKey(), revision: 1 }, { settings: { stolen: '1' }, sealedSecrets: new Uint8Array() }),
  'connections.markLost': () => db.connections.markLost({ ...connectionKey(), revision: 1 }, words),
  'connections.failRefresh': () => db.connections.failRefresh({ ...connectionKey(), revision: 1 }, words),
  'doors.reject': () => db.doors.reject({ workspaceId: theirs, connectionId: ids.connection.id, code: 'signature_invalid', reason: words, at }),
  'entry.cancelQueued': () => db.entry.cancelQueued({ workspaceId: theirs, runId: ids.queuedId, at }),
  'moves.cancel': () => db.moves.cancel({ workspaceId: theirs, id: newId(), at }),
  'moves.endInstead': () => db.moves.endInstead({ workspaceId: theirs, runId: ids.run.id }),
  'moves.handOver': () =>
    db.moves.handOver({
      ...{ workspaceId: theirs, workflowId: ids.run.workflowId, at },
      runs: [
        {
          ...{ runId: ids.run.id, plan: aPlan('stolen'), tokens: [], records: [] },
          target: { batchId: newId(), versionId: newId(), planHash: 'stolen' },
          carry: { scopes: {}, trigger: {}, outcome: null },
        },
      ],
    }),
  'flows.rename': () => db.flows.rename(flowKey(), 'stolen'),
  'flows.remove': () => db.flows.remove(flowKey()),
  'flows.edit': () => db.flows.edit(flowKey(), { baseRevision: 1, graph: aGraph('UTC'), edits: [] }),
  'flows.publish': () =>
    db.flows.publish({ ...flowKey(), graph: aGraph('UTC'), plan: aPlan('stolen'), subscription: { event: 'order.created' }, publishedBy: null }),
  'flows.resume': () => db.flows.resume(flowKey(), { held: 'now', events: 'leave', now: at }),
  'flows.setStatus': () => db.flows.setStatus(flowKey(), 'paused'),
  'flows.nameVersion': () => db.flows.nameVersion({ workspaceId: theirs, versionId: ids.flow.version.id }, 'stolen'),
  'runs.record': () =>
    db.runs.record({
      workspaceId: theirs,
      runId: ids.run.id,
      records: [{ stepId: 'send', scope: 'root', visit: 1, attempt: 9, state: 'stopped', at: 0 }],
      outcome: { state: 'done' },
      at,
    }),
  'runs.beginStep': () => db.runs.beginStep({ ...stepKey(), flowId: ids.flow.id, attempt: 2, input: { stolen: true }, at }),
  'runs.endStep': () => db.runs.endStep({ ...stepKey(), attempt: 1, at, state: 'done' }),
  'restarts.restart': () => db.restarts.restart(aRestart(theirs, ids.failedId)),
  'retries.create': () => db.retries.create({ ...aRetry(theirs, ids.flow.id), at }),
  'retries.stop': () => db.retries.stop({ workspaceId: theirs, id: ids.retryId, at }),
  'retries.leave': () => db.retries.leave({ workspaceId: theirs, id: ids.retryId, nr: 1, reason: words }),
  'retries.begin': () => db.retries.begin({ workspaceId: theirs, id: ids.retryId, nr: 1, restart: aRestart(theirs, ids.failedId) }),
  'retries.advance': () => db.retries.advance({ workspaceId: theirs, id: ids.retryId, state: 'done', nextAt: at, at }),
  'hosting.rehost': () => db.hosting.rehost([{ run: { ...ids.run, workspaceId: theirs }, carry: { scopes: {}, trigger: {}, outcome: null } }], 'stolen'),
  'runs.markStarted': () => db.runs.markStarted([{ workspaceId: theirs, id: ids.run.id, workflowId: ids.run.workflowId }]),
  'messages.reserve': () => db.messages.reserve({ ...stepKey(), ...message, trackingId: 'stolen' }),
  'messages.reserveUnless': () =>
    db.messages.reserveUnless(
      { ...stepKey(), ...message, trackingId: 'stolen' },
      { since: [new Date(0)], objection: ([count]) => (count === 0 ? null : 'counted') },
    ),
  'polls.settle': () => db.polls.settle(pollKey(), { events: [], cursor: 'stolen', at, nextAt: at }),
  'polls.putOff': () => db.polls.putOff(pollKey(), at),
  'polls.fail': () => db.polls.fail(pollKey(), { problem: words, nextAt: at }),
  'messages.settle': () => db.messages.settle(stepKey(), { state: 'sent', at }),
  'messages.reserveAgain': () => db.messages.reserveAgain(stepKey()),
  'messages.release': () => db.messages.release(stepKey()),
  'rates.change': () => db.rates.change({ workspaceId: theirs, ...rateClass }, () => ({ state: { nextAt: 9 }, result: null })),
  'sandbox.set': () => db.sandbox.set(theirEmulator, 'account', { token: 'stolen' }),
  'sandbox.delete': () => db.sandbox.delete(theirEmulator, 'account'),
  'sandbox.addCallback': () => db.sandbox.addCallback({ ...theirEmulator, url: 'http://127.0.0.1/hooks/door', headers: {}, body: 'stolen', dueAt: at }),
  'sandbox.moveCallbacks': () => db.sandbox.moveCallbacks(theirEmulator, { token: 'door', url: 'http://127.0.0.1/stolen' }),
  'sandbox.showOnPhone': () => db.sandbox.showOnPhone(onPhone(theirs)),
  'sandbox.tapped': () => db.sandbox.tapped({ workspaceId: theirs, id: 'm1' }, { kind: 'open' }),
  'bulk.cancel': () => db.bulk.cancel({ workspaceId: theirs, id: ids.bulkId, at }),
  'bulk.settle': () => db.bulk.settle({ workspaceId: theirs, id: ids.bulkId }, { done: 9, leftOut: 9, round: 9, cursor: null, dueAt: null, endedAt: at }),
  'bulk.ask': () => db.bulk.ask({ workspaceId: theirs, action: 'stop', filter: { ids: [ids.run.id] }, askedBy: null, at, startsAt: at }),
  'savedFilters.save': () => db.savedFilters.save({ workspaceId: theirs, userId: 'owner' }, { name: 'Lỗi', filter: { state: 'done' } }),
  'savedFilters.remove': async () => {
    const [saved] = await db.savedFilters.list({ workspaceId: mine, userId: 'owner' });
    await db.savedFilters.remove({ workspaceId: theirs, userId: 'owner', id: saved?.id ?? '' });
  },
  'flowTests.copy': async () => {
    const { id: flowId } = await db.flows.create({ workspaceId: theirs, name: 'Bản sao', graph: aGraph() });
    const made = { revision: 1, createdBy: null, at };
    await db.flowTests.copy({ workspaceId: theirs, fromFlowId: ids.flow.id, flowId }, made);
    await db.flowTests.copy({ workspaceId: theirs, fromFlowId: flowId, flowId: ids.flow.id }, made);
    return (await db.flowTests.list({ workspaceId: theirs, flowId })).length === 0 ? null : 'copied';
  },
  'stops.ask': () => db.stops.ask({ workspaceId: theirs, flowId: ids.flow.id, askedBy: 'thief' }),
  'stops.settle': () => db.stops.settle({ workspaceId: theirs, id: ids.stopId, runs: [] }, { now: at, againAt: at }),
  'waits.open': () => db.waits.open([{ ...wait(theirs, ids.run.id, 'waits'), matchKey: 'order:STOLEN' }]),
  'waits.answer': () => db.waits.answer({ workspaceId: theirs, runId: ids.run.id, token: 'waits', answer: { outcome: 'again' } }),
  'waits.answerHeld': () => db.waits.answerHeld({ workspaceId: theirs, holdKey: 'flow:mine', answer: { outcome: 'again' }, now: at }),
  'waits.expire': () => db.waits.expire([{ workspaceId: theirs, runId: ids.run.id, token: 'waits' }]),
  'waits.closeLost': () =>
    db.waits.closeLost({ workspaceId: theirs, workflowId: ids.run.workflowId, waits: [{ workspaceId: mine, runId: ids.run.id, token: 'waits' }] }),
  'waits.close': () => db.waits.close([{ workspaceId: theirs, runId: ids.run.id, token: 'waits' }]),
  'waits.closeAll': () => db.waits.closeAll({ workspaceId: theirs, runIds: [ids.run.id] }),
  'workspaces.revokeApiKey': () => db.workspaces.revokeApiKey({ workspaceId: theirs, id: ids.apiKeyId }),
};

/** Keyed by a secret, an account, or nothing of a shop's; or making a row of its own. */
const apart = [
  ...[
    'connections.getByDoor',
    'connections.create',
    'events.store',
    'flows.create',
    'dispatch.batch',
    'dispatch.missed',
    'dispatch.onStored',
    'runs.unstarted',
  ],
  ...[
    'changes.announce',
    'changes.listen',
    'presence.tell',
    'presence.listen',
    'workspaces.membership',
    'workspaces.hasAnyUser',
    'workspaces.create',
    'workspaces.createApiKey',
    'workspaces.apiKeyByHash',
  ],
  ...['alerts.countFailures', 'alerts.countUnknown', 'alerts.followConnections', 'alerts.sources', 'alerts.endUnlistened', 'alerts.endOld'],
  ...['alerts.makeNotices', 'alerts.claimDeliveries', 'alerts.nextAt', 'retention.policies', 'retention.dropMonths', 'retention.makeMonths'],
  ...['gauges.read', 'backtests.take', 'broadcasts.create', 'broadcasts.feed', 'broadcasts.nextAt'],
  ...['polls.take', 'polls.nextAt', 'schedules.settle', 'schedules.nextAt', 'schedules.onChanged'],
  ...['entry.admitNext', 'entry.closeDue', 'entry.sweepEnded', 'entry.stopping', 'entry.onRoom'],
  ...['stops.take', 'stops.nextAt', 'stops.onAsked', 'approvals.findLink', 'flowLinks.find', 'shelves.createFolder'],
  ...['bulk.take', 'bulk.nextAt', 'bulk.onAsked'],
  ...['moves.claim', 'moves.settle', 'waits.claimAnswered', 'waits.onAnswered', 'waits.releaseStale', 'approvals.takeDue', 'approvals.onAsked', 'calls.settle'],
  ...['hosting.take', 'hosting.leave', 'hosting.runsOf', 'retries.take', 'retries.nextAt'],
  ...['sandbox.emulators', 'sandbox.dueCallbacks', 'sandbox.answeredCallback'],
];

test('every method of every repository is named in this test', () => {
  const methods = Object.entries(db).flatMap(([family, repository]) =>
    typeof repository === 'object' ? Object.keys(repository).map((name) => `${family}.${name}`) : [],
  );
  const named = [...Object.keys(reads), ...Object.keys(writes), ...apart];

  expect(methods.filter((name) => !name.endsWith('.idle')).sort()).toEqual(named.sort());
});

test.each(Object.keys(reads))('%s finds nothing of another shop', async (name) => {
  expect(await reads[name]?.()).toSatisfy(nothing);
});

test.each(Object.keys(writes))('%s changes nothing of another shop', async (name) => {
  const before = await myShop();
  await writes[name]?.().catch(() => undefined);

  expect(await myShop()).toEqual(before);
});

test('flows of one shop never go into a folder of another', async () => {
  const own = await db.flows.create({ workspaceId: theirs, name: 'Theirs', graph: aGraph() });
  expect(await db.shelves.move({ workspaceId: theirs, flowIds: [own.id, ids.flow.id], folderId: ids.folderId })).toBe(0);
  expect(await db.shelves.places(theirs, 'lan')).toEqual([]);
  await db.flows.remove({ workspaceId: theirs, id: own.id });
});

test('a link shows its flow to whoever has it, until it runs out, is withdrawn, or the flow is gone', async () => {
  const flow = await db.flows.create({ workspaceId: theirs, name: 'Theirs', graph: aGraph() });
  const { id } = await db.flowLinks.create({ ...aLink(theirs, flow.id), hash: 'first', expiresAt: new Date(at.getTime() + 1000) });
  await db.flowLinks.create({ ...aLink(theirs, flow.id), hash: 'second' });
  expect(await db.flowLinks.find('first', at)).toMatchObject({ workspaceId: theirs, file: { name: 'Mine' } });
  expect(await db.flowLinks.find('first', new Date(at.getTime() + 1000))).toBeNull();
  expect(await db.flowLinks.withdraw({ workspaceId: theirs, id }, at)).toBe(true);
  expect(await db.flowLinks.find('first', at)).toBeNull();
  expect(await db.flowLinks.find('second', at)).not.toBeNull();
  await db.flows.remove({ workspaceId: theirs, id: flow.id });
  expect(await db.flowLinks.find('second', at)).toBeNull();
});

test('the dispatcher’s batch finds nothing of another shop', async () => {
  const order = {
    source: 'haravan',
    externalId: 'H1',
    code: '100',
    state: 'open',
    facts: { trackingCodes: ['T1'] },
    factsAt: at,
    reportedDeliveredAt: null,
    deliveredAt: null,
  };
  const shipment = { source: 'ghn', trackingCode: 'T1', orderCode: '100', state: 'created', facts: {}, factsAt: at, deliveredAt: null };
  const look = async ({ events, orders, messages, waits, subscriptions, entry }: DispatchBatch) => {
    const saved = await orders.saveOrder({ ...order, workspaceId: mine, total: 1, customerName: null, phone: null, placedAt: at });
    await orders.saveShipment({ ...shipment, workspaceId: mine, orderId: saved.id });
    const find = async (workspaceId: string) => [
      await orders.getOrder({ workspaceId, id: saved.id }),
      await orders.findOrder({ workspaceId, source: 'haravan', externalId: 'H1' }),
      await orders.findOrdersByCode({ workspaceId, code: '100' }),
      await orders.findOrdersByTracking({ workspaceId, trackingCode: 'T1' }),
      await orders.findShipment({ workspaceId, source: 'ghn', trackingCode: 'T1' }),
      await orders.findShipmentsOf({ workspaceId, orderId: saved.id, code: '100', trackingCodes: ['T1'] }),
      await messages.find({ workspaceId, trackingId: 'track-1' }),
      await subscriptions([{ workspaceId, event: 'webhook.received' }]),
      ...Object.values(await entry.facts([{ workspaceId, flowId: ids.flow.id, dedupe: 'once', person, lane: 'lane' }])),
    ];
    expect((await find(mine)).filter(nothing)).toEqual([]);
    expect((await find(theirs)).filter((found) => !nothing(found))).toEqual([]);
    const hear = async (some: readonly BusinessEvent[]) => {
      const heard: HeardWait[] = [];
      for await (const page of waits.heard(some)) heard.push(...page);
      return heard;
    };
    expect((await hear(events.filter(({ workspaceId }) => workspaceId === mine))).length).toBeGreaterThan(0);
    expect(await hear(events.map((event) => ({ ...event, workspaceId: theirs })))).toEqual([]);
    expect(await waits.answer([{ workspaceId: theirs, runId: ids.run.id, token: 'waits', answer: { outcome: 'again' } }])).toBe(0);
    await messages.save(stepKey(), { state: 'delivered' });
  };
  await db.events.store([anEvent(mine, 'look')]);
  expect(await db.dispatch.batch(100, look)).toBeGreaterThan(0);

  expect(await db.messages.get(ids.step)).toMatchObject({ state: 'reserved' });
});
