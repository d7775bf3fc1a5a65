import { randomBytes, randomUUID } from 'node:crypto';
import { createCatalog } from '@noi/catalog';
import { type Connections, createConnections, createNetworkPolicy, createSecretBox } from '@noi/connections';
import type { Db, RunRow } from '@noi/db';
import { createTestDatabase, type TestDatabase } from '@noi/db/testing';
import type { EventType, ParsedEvent } from '@noi/events';
import { compileGraph, type FlowGraph, type Simulation, type Step, scenarioEvents, simulate, stepOf } from '@noi/flow';
import { createDoor, createSandboxServer, type Door, type SandboxServer } from '@noi/node-testing';
import { bitrix24Package } from '@noi/nodes-bitrix24';
import { corePackage } from '@noi/nodes-core';
import { ghnPackage } from '@noi/nodes-ghn';
import { googleSheetsPackage } from '@noi/nodes-google-sheets';
import { haravanPackage } from '@noi/nodes-haravan';
import { zaloPackage } from '@noi/nodes-zalo';
import { type Template, templates } from '@noi/templates';
import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { continueNowSignal } from '@noi/temporal-workflows';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHost, type Host } from './host/createHost.ts';
import { publishFlow } from './testing/flows.ts';
import { quietTemporal } from './testing/quietTemporal.ts';
import { until } from './testing/until.ts';

const packages = [corePackage, haravanPackage, ghnPackage, zaloPackage, googleSheetsPackage, bitrix24Package];
const catalog = createCatalog(packages);
const owner = 'chu-shop@example.com';
/** What Zalo's sample says a message is called. */
const sampleMessageId = 'a4d0243feee163bd3af2';
const log: string[] = [];
/** Ten in the morning in Việt Nam, whatever time it is here: at night nothing would go. */
const now = () => new Date('2026-11-22T03:00:00.000Z');

let database: TestDatabase;
let temporal: TestTemporal;
let sandbox: SandboxServer;
let door: Door;
let connections: Connections;
let connection: NativeConnection;
let host: Host;
let db: Db;

beforeAll(async () => {
  quietTemporal();
  [database, temporal, door] = await Promise.all([createTestDatabase(), testTemporal(), createDoor(now)]);
  db = database.db;
  sandbox = await createSandboxServer({ packages, store: db.sandbox, phone: db.sandbox, key: 'k', clock: { now } });
  const reach = { network: createNetworkPolicy({ sandboxUrl: sandbox.url }), sandboxUrl: sandbox.url, sandboxKey: 'k' };
  connections = createConnections({ ...{ db, catalog, now }, seal: createSecretBox(randomBytes(32)), ...reach });
  connection = await NativeConnection.connect({ address: temporal.address, grpcCompression: { codec: 'none' } });
  host = await createHost({
    ...{ db, catalog, connections, connection, now },
    workflowBundle: { codePath: await workflowBundleFile() },
    logger: { debug: () => undefined, info: () => undefined, warn: (facts, words) => void log.push(`${words} ${JSON.stringify(facts)}`) },
    taskQueue: `templates-${randomUUID()}`,
    timings: { pollMs: 200 },
  });
});
afterAll(async () => {
  await host?.stop();
  await connection?.close();
  await connections?.close();
  await sandbox?.close();
  await Promise.all([database?.[Symbol.asyncDispose](), temporal?.[Symbol.asyncDispose](), door?.[Symbol.asyncDispose]()]);
});

test.concurrent.each(templates)('$id does on a real worker and emulated providers what its story tells', { timeout: 90_000 }, async (template) => {
  const shop = await openShop(template);
  const graph = connect(template.graph, shop.accounts);
  const told = tell(template, graph, shop.accounts);
  const flowId = await publishFlow({ db, catalog, workspaceId: shop.workspaceId, graph });

  await shop.arrive(template.story.scenario.event, flowId);
  const { workspaceId } = shop;
  const run = await until(async () => (await db.runs.list({ workspaceId, limit: 2 }))[0], { what: `a run; log: ${log.join(' | ')}` });
  await walk({ shop, run, template, told, graph });

  const ended = await until(
    async () => {
      const found = await db.runs.get({ workspaceId, id: run.id });
      return found?.endedAt ? found : null;
    },
    { what: `the run to end; log: ${log.join(' | ')}` },
  );
  expect({ state: ended.state, error: ended.error }).toEqual({ state: told.outcome.state, error: null });
  const rows = await db.runs.stepRuns({ workspaceId, runId: run.id });
  expect(rows.map(({ stepId, port }) => `${stepId}.${port}`).sort()).toEqual(passed(told).sort());
  const messages = await db.messages.list({ workspaceId, limit: 20 });
  // Who answers a message has it.
  const went = ({ state }: { state: string }) => (state === 'sent' || state === 'delivered' ? 'went' : state);
  expect(messages.map((message) => `${message.channel} ${went(message)}`).sort()).toEqual(told.messages.map(({ channel }) => `${channel} went`).sort());
});

interface Shop {
  readonly workspaceId: string;
  /** Connection ids by type. */
  readonly accounts: Readonly<Record<string, string>>;
  arrive(event: Template['story']['scenario']['event'], flowId: string, sent?: string): Promise<void>;
}

/** A shop with the accounts that the template works through, and one order at Haravan where it has one there. */
async function openShop({ graph }: Template): Promise<Shop> {
  const workspaceId = randomUUID();
  const accounts: Record<string, string> = {};
  for (const type of new Set(Object.values(graph.steps).flatMap((step) => typeOf(step) ?? []))) {
    const packageId = catalog.packageOf(type)?.id ?? '';
    accounts[type] = (await connections.openSandbox({ workspaceId, packageId, type, doorBaseUrl: new URL('/hooks', door.url).href })).id;
  }
  if (accounts['haravan.shop']) await play(workspaceId, 'haravan', 'place-order', {});
  return {
    workspaceId,
    accounts,
    async arrive(event, flowId, sent = sampleMessageId) {
      if (!event) throw new Error('A story begins with an event');
      const payload = JSON.parse(JSON.stringify(event.payload).replaceAll(sampleMessageId, sent)) as Record<string, unknown>;
      const zalo = accounts['zalo.oa'];
      // Somebody who writes to the OA must be known there before they can be answered.
      if (event.type === 'message.replied' && sent === sampleMessageId) return writeToOa(workspaceId, zalo ?? '', payload);
      const source = sources[event.type] ?? 'noi';
      const parsed = {
        type: event.type,
        externalId: randomUUID(),
        occurredAt: now().toISOString(),
        payload: { ...payload, ...('flowId' in payload ? { flowId } : {}) },
      };
      await db.events.store([{ workspaceId, source, connectionId: source === 'zalo' ? (zalo ?? null) : null, event: parsed as ParsedEvent }]);
    },
  };
}

const sources: Partial<Record<EventType, string>> = {
  'order.created': 'haravan',
  'order.cancelled': 'haravan',
  'payment.received': 'haravan',
  'shipment.status_changed': 'ghn',
  'message.replied': 'zalo',
  'customer.rated': 'zalo',
  'cart.abandoned': 'core',
  'form.submitted': 'core',
  'stock.ran_low': 'core',
};

/** By the emulated phone and the provider's own callback. */
async function writeToOa(workspaceId: string, connectionId: string, payload: Record<string, unknown>): Promise<void> {
  const { text } = payload.message as { text: string };
  await play(workspaceId, 'zalo', 'customerTexts', { phone: '0912345678', text });
  const delivery = await until(async () => {
    await sandbox.deliverCallbacks();
    return door.deliveries.splice(0).find(({ body }) => new TextDecoder().decode(body).includes('user_send_text'));
  });
  const webhook = catalog.webhookOf('zalo.oa');
  const events = webhook?.parse(delivery) ?? [];
  await db.events.store(events.map((event) => ({ workspaceId, source: 'zalo', connectionId, event })));
}

async function play(workspaceId: string, packageId: string, scenario: string, input: object): Promise<void> {
  const { sandbox: emulator } = await sandbox.emulator({ workspaceId, packageId });
  const found = emulator.scenarios?.find(({ id }) => id === scenario);
  await found?.run(found.input.parse(input));
}

function typeOf(step: Step): string | undefined {
  if (step.kind === 'action') return catalog.action(step.node, step.nodeVersion)?.connectionType;
  return step.kind === 'trigger' || step.kind === 'waitForEvent' ? catalog.trigger(step.node, step.nodeVersion)?.connectionType : undefined;
}

function connect(graph: FlowGraph, accounts: Shop['accounts']): FlowGraph {
  const steps = Object.values(graph.steps).map((step): Step => {
    if (step.kind === 'approval') return { ...step, approvers: [owner] };
    const connectionId = accounts[typeOf(step) ?? ''];
    return connectionId !== undefined && 'node' in step ? { ...step, connectionId } : step;
  });
  return { ...graph, steps: Object.fromEntries(steps.map((step) => [step.id, step])) };
}

/** The story on the simulator: the real run must go the same way. */
function tell({ story: { scenario } }: Template, graph: FlowGraph, accounts: Shop['accounts']): Simulation {
  const facts = Object.entries(accounts).map(([type, id]) => ({ id, type, state: 'ok' as const }));
  const compiled = compileGraph({ graph, catalog, connections: facts });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const { startAt, days, approve, events } = scenario;
  const coming = scenarioEvents({ startAt, events });
  return simulate({ plan: compiled.plan, trigger: scenario.event?.payload ?? {}, startAt, lastsMs: days * 86_400_000, approve, events: coming });
}

function passed({ records }: Simulation): string[] {
  return records.filter(({ state }) => state === 'done' || state === 'stopped').map(({ stepId, port }) => `${stepId}.${port ?? null}`);
}

interface Walk {
  readonly shop: Shop;
  readonly run: RunRow;
  readonly template: Template;
  readonly told: Simulation;
  readonly graph: FlowGraph;
}

/** Drives the run past everything that it waits for: time is ended by hand, events are those of the story, people answer. */
async function walk({ shop, run, template, told, graph }: Walk): Promise<void> {
  const { workspaceId } = shop;
  const start = Date.parse(told.startedAt);
  const coming = [...template.story.scenario.events].sort((one, other) => one.afterMinutes - other.afterMinutes);
  for (const { stepId, at, port } of told.records.filter((record) => record.port !== undefined && isWait(graph, record.stepId))) {
    const arrived = await until(
      async () => {
        const found = await db.runs.get({ workspaceId, id: run.id });
        if (found?.endedAt) throw new Error(`It ended before “${stepId}”: ${JSON.stringify(found.error)}`);
        const rows = await db.runs.stepRuns({ workspaceId, runId: run.id });
        return rows.find((row) => row.stepId === stepId && row.endedAt === null);
      },
      { what: `“${stepId}” to wait; log: ${log.join(' | ')}` },
    );
    const step = stepOf(graph, stepId);
    if (step?.kind === 'approval') await approve(workspaceId, run.id);
    else if (port === 'next' && step?.kind === 'waitForEvent') {
      const sent = (await db.messages.list({ workspaceId, limit: 1 }))[0]?.providerMessageId ?? sampleMessageId;
      while (coming[0] && coming[0].afterMinutes * 60_000 <= at - start) await shop.arrive(coming.shift(), run.flowId, sent);
    } else await endNow(workspaceId, run.id, arrived.stepId);
  }
}

async function endNow(workspaceId: string, runId: string, stepId: string): Promise<void> {
  const found = await db.runs.get({ workspaceId, id: runId });
  await host.client.workflow.getHandle(found?.workflowId ?? '').signal(continueNowSignal, { runId, stepId });
}

async function approve(workspaceId: string, runId: string): Promise<void> {
  const question = await until(async () => (await db.approvals.list({ workspaceId, isOpen: true, runId, limit: 1 }))[0], { what: 'the question' });
  await db.approvals.vote({ workspaceId, runId, token: question.token, email: owner, decision: 'approve', comment: null, at: now() });
}

function isWait(graph: FlowGraph, stepId: string): boolean {
  return ['wait', 'waitForEvent', 'approval'].includes(stepOf(graph, stepId)?.kind ?? '');
}
