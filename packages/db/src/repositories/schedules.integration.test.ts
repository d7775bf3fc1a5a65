import type { Plan } from '@noi/flow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDb } from '../createDb.ts';
import { newId } from '../newId.ts';
import { prismaOf } from '../prismaOf.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aGraph, aPlan } from '../testRecords.ts';

let database: TestDatabase;
let workspaceId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  workspaceId = newId();
  await prismaOf(database.db).schedule.deleteMany();
});

const at = (time: string) => new Date(`2026-11-${time}+07:00`);
const daily = (time: string, catchUp = 'last') => ({ repeat: 'daily', time, catchUp });

function planOf(spec: Record<string, string | number>): Plan {
  const trigger = {
    id: 'start',
    kind: 'trigger',
    title: 'Lịch',
    level: 'root',
    node: 'core.schedule',
    nodeVersion: 1,
    event: 'schedule.due',
    input: spec,
  } as const;
  return { ...aPlan(`hash-${JSON.stringify(spec)}`), steps: { start: trigger } };
}

async function publish(flowId: string, spec: Record<string, string | number>, when: Date) {
  const subscription = { event: 'schedule.due' } as const;
  await database.db.flows.publish({ workspaceId, id: flowId, graph: aGraph(), plan: planOf(spec), subscription, publishedBy: null, at: when });
}

async function scheduled(spec: Record<string, string | number>, when: Date): Promise<string> {
  const { id } = await database.db.flows.create({ workspaceId, name: 'Báo cáo', graph: aGraph() });
  await publish(id, spec, when);
  return id;
}

const settle = (now: Date, db = database.db) => db.schedules.settle({ now, limit: 10 });

async function stored() {
  const events = await database.db.events.list({ workspaceId, type: 'schedule.due', limit: 1_000 });
  return events.map((event) => (event.type === 'schedule.due' ? event.payload.localTime : '')).reverse();
}

test('each due time is stored once, with the one before it', async () => {
  const flowId = await scheduled(daily('09:00'), at('20T08:00'));
  for (const now of ['20T08:30', '20T09:00', '20T09:00', '20T23:00', '21T09:01']) await settle(at(now));

  expect(await stored()).toEqual(['20/11/2026 09:00', '21/11/2026 09:00']);
  const [last] = await database.db.events.list({ workspaceId, limit: 1 });
  expect(last).toMatchObject({
    externalId: `${flowId}:2026-11-21T02:00:00.000Z`,
    payload: { flowId, dueAt: '2026-11-21T02:00:00.000Z', previousDueAt: '2026-11-20T02:00:00.000Z' },
  });
  expect(await database.db.schedules.get({ workspaceId, flowId })).toEqual({ nextDueAt: at('22T09:00'), lastDueAt: at('21T09:00') });
  expect(await database.db.schedules.nextAt()).toEqual(at('22T09:00'));
});

test('workers that look at once store each due time once', async () => {
  const flows = await Promise.all(Array.from({ length: 8 }, () => scheduled(daily('09:00'), at('20T08:00'))));
  await settle(at('20T08:00'));
  await using another = { db: createDb({ url: database.url, poolSize: 4 }), [Symbol.asyncDispose]: () => another.db.close() };
  const answers = await Promise.all([settle(at('20T09:00')), settle(at('20T09:00'), another.db), settle(at('20T09:00')), settle(at('20T09:00'), another.db)]);

  expect(answers.flatMap((settled) => settled.map(({ flowId }) => flowId)).sort()).toEqual([...flows].sort());
  expect(await stored()).toHaveLength(8);
});

test('a crash between the event and the cursor leaves neither', async () => {
  await scheduled(daily('09:00'), at('20T08:00'));
  await settle(at('20T08:30'));
  const prisma = prismaOf(database.db);
  await prisma.$executeRawUnsafe(`create function fail_now() returns trigger as $$ begin raise exception 'gone'; end $$ language plpgsql`);
  await prisma.$executeRawUnsafe('create trigger gone before update on schedule for each row execute function fail_now()');
  await expect(settle(at('20T09:00'))).rejects.toThrow('gone');
  expect(await stored()).toEqual([]);

  await prisma.$executeRawUnsafe('drop trigger gone on schedule');
  await settle(at('20T09:10'));
  expect(await stored()).toEqual(['20/11/2026 09:00']);
});

test('publishing the same schedule again neither loses nor repeats a due time', async () => {
  const flowId = await scheduled(daily('09:00'), at('20T08:00'));
  await settle(at('20T08:00'));
  await publish(flowId, daily('09:00'), at('20T09:00'));
  await settle(at('20T09:01'));
  await publish(flowId, daily('09:00'), at('20T09:02'));
  await settle(at('20T09:03'));

  expect(await stored()).toEqual(['20/11/2026 09:00']);
});

test('an edit keeps what was due before it, and starts nothing for the past of the new schedule', async () => {
  const flowId = await scheduled(daily('09:00'), at('20T08:00'));
  await settle(at('20T08:00'));
  // No worker looked at 9; two edits came meanwhile.
  await publish(flowId, daily('08:30'), at('20T09:30'));
  await publish(flowId, daily('10:00'), at('20T09:40'));
  await settle(at('20T10:00'));

  expect(await stored()).toEqual(['20/11/2026 09:00', '20/11/2026 10:00']);
});

test.each([
  ['all', ['21/11/2026 09:00', '22/11/2026 09:00', '23/11/2026 09:00']],
  ['last', ['23/11/2026 09:00']],
  ['none', []],
])('after an outage: %s', async (catchUp, expected) => {
  await scheduled(daily('09:00', catchUp), at('20T12:00'));
  await settle(at('20T12:00'));
  await settle(at('23T15:00'));

  expect(await stored()).toEqual(expected);
});

test.each([
  ['all', ['21/11/2026 09:00', '22/11/2026 09:00']],
  ['last', ['22/11/2026 09:00']],
  ['none', []],
])('after a pause: %s', async (catchUp, expected) => {
  const flowId = await scheduled(daily('09:00', catchUp), at('20T12:00'));
  await settle(at('20T12:00'));
  await database.db.flows.setStatus({ workspaceId, id: flowId }, 'paused');
  await settle(at('21T09:00'));
  await settle(at('22T09:00'));
  expect(await stored()).toEqual([]);

  await database.db.flows.setStatus({ workspaceId, id: flowId }, 'live');
  await settle(at('22T09:01'));
  expect(await stored()).toEqual(expected);
});

test('what a former version is to make up for after a pause is not passed by because the new one makes up for nothing', async () => {
  const flowId = await scheduled(daily('09:00', 'all'), at('20T12:00'));
  await settle(at('20T12:00'));
  await database.db.flows.setStatus({ workspaceId, id: flowId }, 'paused');
  await publish(flowId, daily('10:00', 'none'), at('22T09:30'));
  await settle(at('22T10:00'));
  expect(await stored()).toEqual([]);

  await database.db.flows.setStatus({ workspaceId, id: flowId }, 'live');
  await settle(at('22T15:00'));
  expect(await stored()).toEqual(['21/11/2026 09:00', '22/11/2026 09:00']);
});

test('missed minutes beyond a thousand are told', async () => {
  await scheduled({ repeat: 'everyMinutes', everyMinutes: 1, catchUp: 'all' }, at('20T12:00'));
  const [settled] = await settle(at('21T12:00'));

  expect(settled).toMatchObject({ isCut: true });
  expect(await stored()).toHaveLength(1_000);
});

test('a flow that is removed, or starts by something else, is no longer due', async () => {
  const [removed, changed] = [await scheduled(daily('09:00'), at('20T08:00')), await scheduled(daily('09:00'), at('20T08:00'))];
  await database.db.flows.remove({ workspaceId, id: removed });
  const request = { workspaceId, id: changed, graph: aGraph(), plan: aPlan('other'), subscription: { event: 'order.created' }, publishedBy: null } as const;
  await database.db.flows.publish(request);
  await settle(at('20T09:00'));

  expect(await stored()).toEqual([]);
});
