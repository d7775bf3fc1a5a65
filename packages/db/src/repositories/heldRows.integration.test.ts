import type { HoldKey } from '@noi/flow';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Db, WaitKey } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';

let database: TestDatabase | undefined;
let db: Db;
let workspaceId: string;
// It looks at every shop, so each test has a database of its own.
beforeEach(async () => {
  await database?.[Symbol.asyncDispose]();
  database = await createTestDatabase();
  db = database.db;
  workspaceId = newId();
});
afterAll(() => database?.[Symbol.asyncDispose]());

async function aFlow() {
  const flow = await aLiveFlow(db, workspaceId);
  return { key: { workspaceId, id: flow.id }, holdKey: `flow:${flow.id}` as const, flow };
}

async function anAccount(): Promise<{ workspaceId: string; id: string }> {
  const facts = {
    workspaceId,
    packageId: 'zalo',
    type: 'zalo.oa',
    name: 'OA',
    mode: 'live',
    settings: {},
    sealedSecrets: new Uint8Array(),
    doorToken: newId(),
  } as const;
  return { workspaceId, id: (await db.connections.create(facts)).id };
}

/** A run of the flow whose step is held. */
async function hold({ flow }: Awaited<ReturnType<typeof aFlow>>, key: HoldKey): Promise<WaitKey> {
  const [run] = await startRuns(db, { workspaceId, flow, keys: [newId()] });
  const wait = { workspaceId, runId: run?.id ?? '', token: 'root/send#1@1' };
  await db.waits.open([
    {
      ...wait,
      ...{ flowId: flow.id, stepId: 'send', kind: 'hold', matchKey: null, since: new Date(), until: null },
      awaited: { kind: 'hold', key, reason: { vi: 'Giữ', en: 'Held' } },
    },
  ]);
  return wait;
}

const outcomeOf = async (wait: WaitKey) => (await db.waits.get(wait))?.answer?.outcome ?? 'held';

test('what is held for an account goes on once the account works or is gone, and not before', async () => {
  const flow = await aFlow();
  const [lost, works, removed] = [await anAccount(), await anAccount(), await anAccount()];
  await db.connections.update(lost, { state: 'attention', problem: { vi: 'Hết quyền', en: 'Refused' } });
  await db.connections.remove(removed);
  const waits: WaitKey[] = [];
  for (const { id } of [lost, works, removed]) waits.push(await hold(flow, `connection:${id}`));
  expect(await db.waits.releaseStale({ limit: 10 })).toBe(2);
  expect(await Promise.all(waits.map(outcomeOf))).toEqual(['held', 'again', 'again']);

  await db.connections.update(lost, { state: 'ok', problem: null });
  expect(await db.waits.releaseStale({ limit: 10 })).toBe(1);
  expect(await db.waits.releaseStale({ limit: 10 })).toBe(0);
});

test('what is held for a flow that runs again is let go as was chosen; a flow that pauses, and a question to a person, hold theirs', async () => {
  const [paused, sends, skips] = [await aFlow(), await aFlow(), await aFlow()];
  for (const { key } of [paused, sends, skips]) await db.flows.setStatus(key, 'paused');
  await db.flows.resume(sends.key, { held: 'now', events: 'leave', now: new Date() });
  await db.flows.resume(skips.key, { held: 'skip', events: 'leave', now: new Date() });
  // Steps that came due while the pause ended: nobody answered them.
  const waits: WaitKey[] = [];
  for (const flow of [paused, sends, skips]) waits.push(await hold(flow, flow.holdKey));
  const asks = await hold(sends, `unknown:${newId()}/root/send#1@1`);

  expect(await db.waits.releaseStale({ limit: 10 })).toBe(2);
  expect(await Promise.all([...waits, asks].map(outcomeOf))).toEqual(['held', 'again', 'skipped', 'held']);
});

test('several workers let go each step once, in bounded bites, and tell those who deliver', async () => {
  const flow = await aFlow();
  for (let nr = 0; nr < 25; nr += 1) await hold(flow, flow.holdKey);
  let wake: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const stop = await db.waits.onAnswered(wake);
  const released = await Promise.all([1, 2, 3].map(() => db.waits.releaseStale({ limit: 10 })));
  const rest = await db.waits.releaseStale({ limit: 10 });
  expect(Math.max(...released)).toBeLessThanOrEqual(10);
  expect([...released, rest].reduce((sum, count) => sum + count, 0)).toBe(25);
  const due = await db.waits.claimAnswered({ limit: 100, now: new Date(), leaseMs: 60_000 });
  expect(new Set(due.map(({ runId }) => runId)).size).toBe(25);
  await woken;
  await stop();
});

/** A run of the flow whose step calls another one, as looked at by a worker. */
async function call({ flow, key }: Awaited<ReturnType<typeof aFlow>>, called: string): Promise<WaitKey> {
  const [run] = await startRuns(db, { workspaceId, flow, keys: [newId()] });
  const wait = { workspaceId, runId: run?.id ?? '', token: 'root/call#1@1' };
  const awaited = { kind: 'subflow', flowId: called, input: {} } as const;
  await db.waits.open([{ ...wait, flowId: key.id, stepId: 'call', kind: 'subflow', matchKey: null, since: new Date(), until: null, awaited }]);
  return wait;
}

test('a call that a pause holds is looked at again when it is let go, evenly and by its time; a call that is skipped is answered', async () => {
  const [caller, called] = [await aFlow(), await aFlow()];
  for (const { key } of [caller, called]) await db.flows.setStatus(key, 'paused');
  const waits: WaitKey[] = [];
  for (let nr = 0; nr < 4; nr += 1) waits.push(await call(caller, called.key.id));
  const looked: unknown[][] = [];
  const look = () =>
    db.calls.settle(10, ({ isPaused, called: it }) => {
      looked.push([isPaused, it?.status]);
      return isPaused ? { do: 'hold', flowId: caller.key.id } : it?.status === 'paused' ? { do: 'hold', flowId: called.key.id } : { do: 'rest' };
    });
  expect((await look()).taken).toBe(4);
  expect((await look()).taken).toBe(0);
  expect(await db.waits.heldSteps({ workspaceId, holdKey: caller.holdKey })).toMatchObject([{ flowId: caller.key.id, stepId: 'call', count: 4 }]);
  expect(await db.waits.releaseStale({ limit: 10 })).toBe(0);

  const hour = 3_600_000;
  const since = new Date(Date.now() - 1.5 * hour);
  expect(await db.flows.resume(caller.key, { held: 'spread', spreadMs: 4 * hour, events: 'leave', now: since })).toMatchObject({ held: 4 });
  // Two of four have their time by now; what is looked at is held by the other pause.
  expect((await look()).taken).toBe(2);
  expect(looked).toEqual([...Array(4).fill([true, 'paused']), ...Array(2).fill([false, 'paused'])]);
  expect(await Promise.all(waits.map(outcomeOf))).toEqual(Array(4).fill('held'));
  expect(await db.calls.around({ workspaceId, runId: waits[0]?.runId ?? '' })).toMatchObject({ held: [{ stepId: 'call', flowId: called.key.id }] });

  // A pause that ends while a worker still found it: whoever looks for holds whose cause is over finds the call.
  await db.flows.resume(called.key, { held: 'now', events: 'leave', now: new Date() });
  const late = await call(caller, called.key.id);
  await db.calls.settle(10, ({ runId }) => (runId === late.runId ? { do: 'hold', flowId: called.key.id } : { do: 'rest' }));
  expect(await db.waits.releaseStale({ limit: 10 })).toBe(1);
  expect((await look()).taken).toBe(1);

  await db.flows.setStatus(called.key, 'paused');
  const skipped = await call(caller, called.key.id);
  await look();
  await db.flows.resume(called.key, { held: 'skip', events: 'leave', now: new Date() });
  expect(await outcomeOf(skipped)).toBe('skipped');
});
