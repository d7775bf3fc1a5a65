import { expect, test } from 'vitest';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase } from '../testing/index.ts';
import { aLiveFlow, anEvent, startRuns } from '../testRecords.ts';

test('each shop’s work is counted where it stands, and what is over is not', async () => {
  await using database = await createTestDatabase();
  const { db } = database;
  const [lan, hoa] = [await aShop('lan'), await aShop('hoa')];
  async function aShop(name: string): Promise<string> {
    const id = newId();
    await prismaOf(db).workspace.create({ data: { id, name, slug: name } });
    return id;
  }

  const flow = await aLiveFlow(db, lan);
  const [first, second] = await startRuns(db, { workspaceId: lan, flow, keys: ['1', '2', '3'] });
  if (!first || !second) throw new Error('No runs were created');
  const at = new Date();
  await db.runs.record({ workspaceId: lan, runId: first.id, records: [], state: 'waiting', at });
  await db.runs.record({ workspaceId: lan, runId: second.id, records: [], outcome: { state: 'done' }, at });
  const message = { channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: 'Chào', priceVnd: null, connectionId: null };
  const key = { workspaceId: lan, runId: first.id, scope: 'root', stepId: 'send', visit: 1 };
  await db.messages.reserve({ ...key, ...message, flowId: flow.id, trackingId: 't1' });
  await db.messages.settle(key, { state: 'sent', at });
  await db.messages.reserve({ ...key, visit: 2, ...message, flowId: flow.id, trackingId: 't2' });
  await db.events.store([anEvent(hoa, 'one'), anEvent(hoa, 'two')]);

  const later = new Date(at.getTime() + 60_000);
  const nothing = { answers: 0, oldestAnswerAt: null, held: 0 };
  const of = async (workspaceId: string) => (await db.gauges.read({ now: later })).find((row) => row.workspaceId === workspaceId);
  expect(await of(lan)).toEqual({
    ...{ workspaceId: lan, events: 0, oldestEventAt: null, ...nothing },
    ...{ runs: { starting: 1, waiting: 1 }, messages: { sent: 1, reserved: 1 } },
  });
  expect(await of(hoa)).toEqual({ workspaceId: hoa, events: 2, oldestEventAt: expect.any(Date), ...nothing, runs: {}, messages: {} });

  const tomorrow = new Date(at.getTime() + 86_400_000 + 60_000);
  expect((await db.gauges.read({ now: tomorrow })).find(({ workspaceId }) => workspaceId === lan)?.messages).toEqual({});
});
