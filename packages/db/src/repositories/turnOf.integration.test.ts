import type { Plan } from '@noi/flow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db, EnteredRun } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aLiveFlow, aPlan, enterRuns } from '../testRecords.ts';

let database: TestDatabase;
let db: Db;
let workspaceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database?.[Symbol.asyncDispose]());
beforeEach(() => {
  workspaceId = newId();
});

/** A flow with these rules, and its runs in order of arrival: `lan*` is under way, `lan` waits. */
async function aLine(rules: Pick<Plan, 'entry' | 'concurrency'>, ...people: readonly string[]) {
  const flow = await aLiveFlow(db, workspaceId);
  const plan = { ...aPlan(newId()), ...rules };
  await db.flows.publish({ ...{ workspaceId, id: flow.id, graph: aGraph(), plan, publishedBy: null }, subscription: { event: 'webhook.received' } });
  const ids = await enterRuns(db, {
    workspaceId,
    flow,
    runs: people.map(
      (who): Pick<EnteredRun, 'state' | 'person' | 'lane' | 'laneLimit'> => ({
        state: who.endsWith('*') ? 'starting' : 'queued',
        person: rules.entry ? who.replace('*', '') : null,
        lane: rules.concurrency ? '' : null,
        laneLimit: rules.concurrency?.limit ?? null,
      }),
    ),
  });
  return {
    turnOf: async (at: number) => {
      const turn = await db.entry.turnOf({ workspaceId, runId: ids[at] ?? '' });
      return turn && { ...turn, running: turn.running.map(({ runId, subject }) => `${ids.indexOf(runId)} ${subject}`) };
    },
    end: (at: number) => db.runs.record({ workspaceId, runId: ids[at] ?? '', records: [], outcome: { state: 'done' }, at: new Date() }),
  };
}

test('a run waits for the earlier runs of its own person, and not for those of others', async () => {
  const line = await aLine({ entry: { policy: 'queue' } }, 'lan*', 'minh*', 'lan', 'lan');
  expect(await line.turnOf(2)).toEqual({ cause: 'person', limit: 1, running: ['0 DH-1'], ahead: 0 });
  expect(await line.turnOf(3)).toEqual({ cause: 'person', limit: 1, running: ['0 DH-1'], ahead: 1 });
  await line.end(0);
  expect(await line.turnOf(2)).toEqual({ cause: 'none', limit: null, running: [], ahead: 0 });
});

test('a run over the limit waits for those under way and those before it in line', async () => {
  const line = await aLine({ concurrency: { limit: 2 } }, 'lan*', 'minh*', 'hoa', 'tu');
  expect(await line.turnOf(3)).toEqual({ cause: 'limit', limit: 2, running: ['0 DH-1', '1 DH-2'], ahead: 1 });
  await line.end(0);
  expect(await line.turnOf(2)).toEqual({ cause: 'limit', limit: 2, running: ['1 DH-2'], ahead: 0 });
});

test('one under way waits for nobody, and of many before it a few are named', async () => {
  const line = await aLine({ concurrency: { limit: 7 } }, ...Array.from({ length: 7 }, (_, nr) => `${nr}*`), 'lan');
  expect(await line.turnOf(0)).toBeNull();
  expect(await line.turnOf(7)).toEqual({ cause: 'limit', limit: 7, running: ['0 DH-1', '1 DH-2', '2 DH-3', '3 DH-4', '4 DH-5'], ahead: 0 });
});
