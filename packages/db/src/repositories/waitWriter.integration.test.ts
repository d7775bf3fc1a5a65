import type { BusinessEvent, ParsedEvent } from '@noi/events';
import type { AwaitAnswer } from '@noi/flow';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Change, Db, HeardWait, OpenWait, WaitWriter } from '../Db.ts';
import { createTestDatabase, readRows, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow, startRuns } from '../testRecords.ts';
import { createWaitWriter } from './waitWriter.ts';

let database: TestDatabase | undefined;
let url: string;
let db: Db;
beforeEach(async () => {
  await database?.[Symbol.asyncDispose]();
  database = await createTestDatabase();
  ({ url, db } = database);
});
afterAll(() => database?.[Symbol.asyncDispose]());

const workspaceId = 'shop';
const token = 'root/heard#1@1';

/** Runs that all sleep until the next event of the type, whomever it is about. */
async function sleepers(
  count: number,
  change: (runId: string, nr: number) => Partial<OpenWait> = () => ({}),
  type: BusinessEvent['type'] = 'webhook.received',
) {
  const flow = await aLiveFlow(db, workspaceId);
  const runs = await startRuns(db, { workspaceId, flow, keys: Array.from({ length: count }, (_, nr) => `${nr}`) });
  await db.runs.markStarted(runs);
  const awaited: OpenWait['awaited'] = { kind: 'event', event: type, belongs: 'anyone', since: 0, timezone: 'UTC' };
  const base = { workspaceId, token, flowId: flow.id, stepId: 'heard', kind: 'event', awaited, matchKey: '*', since: new Date(0), until: null } as const;
  const waits = runs.map(({ id }, nr): OpenWait => ({ ...base, runId: id, ...change(id, nr) }));
  await db.waits.open(waits);
  return { flow, waits, runIds: runs.map(({ id }) => id) };
}

let facts = 0;
function anEvent(payload: Record<string, unknown>, type: BusinessEvent['type'] = 'webhook.received'): BusinessEvent {
  facts += 1;
  const parsed = { type, externalId: `fact-${facts}`, occurredAt: '2026-11-22T03:00:00.000Z', payload } as ParsedEvent;
  const id = `00000000-0000-7000-8000-${String(facts).padStart(12, '0')}`;
  return { ...parsed, id, workspaceId, source: 'api', connectionId: null, receivedAt: '2026-11-22T03:00:00.000Z' } as BusinessEvent;
}
const hook = (body: Record<string, unknown>) => anEvent({ body, query: {} });
const answerTo = (event: BusinessEvent): AwaitAnswer => ({ outcome: 'done', port: 'next', output: { ...event.payload } });

interface Call {
  readonly name: string;
  /** Bytes of its values. */
  readonly bytes: number;
  readonly rows: number;
}

/** The writer in a transaction of its own, and what it says to the server. */
async function inTransaction<T>(
  work: (waits: WaitWriter, seen: { readonly calls: readonly Call[]; readonly changes: readonly Change[] }) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const calls: Call[] = [];
  const changes: Change[] = [];
  const query = async (config: pg.QueryConfig) => {
    const result = await client.query(config);
    const bytes = (config.values ?? []).reduce<number>((sum, value) => sum + Buffer.byteLength(String(value)), 0);
    calls.push({ name: config.name ?? config.text, bytes, rows: result.rows.length });
    return result;
  };
  try {
    await client.query('begin');
    const writer = createWaitWriter({ query } as unknown as pg.Client, (change) => changes.push(change));
    const result = await work(writer, { calls, changes });
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

/** Answers every pair, as the dispatcher does; the size of each page. */
async function answerAll(waits: WaitWriter, events: readonly BusinessEvent[], hear: (page: readonly HeardWait[]) => void = () => undefined) {
  const answers = new Map(events.map((event) => [event, answerTo(event)]));
  let answered = 0;
  for await (const page of waits.heard(events)) {
    hear(page);
    answered += await waits.answer(page.map(({ event, ...key }) => ({ ...key, answer: answers.get(event) ?? answerTo(event) })));
  }
  return answered;
}

/** What stands in the rows of these waits. */
async function standing(waits: readonly OpenWait[]) {
  const rows = await readRows<{ runId: string; answer: AwaitAnswer | null }>(url, 'select run_id as "runId", answer from run_wait');
  const answers = new Map(rows.map(({ runId, answer }) => [runId, answer]));
  return waits.map(({ runId }) => answers.get(runId));
}

test('an event that concerns every sleeper is heard and answered page by page, and its payload is sent once with each', async () => {
  const { waits } = await sleepers(2_500);
  const event = hook({ note: 'x'.repeat(3_000) });
  await inTransaction(async (writer, { calls, changes }) => {
    expect(await answerAll(writer, [event])).toBe(2_500);

    expect(calls.map(({ name }) => name)).toEqual(['waits.listened', ...Array.from({ length: 3 }, () => ['waits.heard', 'waits.answer']).flat()]);
    expect(Math.max(...calls.map(({ rows }) => rows))).toBe(1_000);
    expect(Math.max(...calls.map(({ bytes }) => bytes))).toBeLessThan(200_000);
    expect(changes).toHaveLength(2_500);
  });

  expect(await standing(waits)).toEqual(waits.map(() => answerTo(event)));
});

test('a wait is on one page, with all events that concern it in their order, by its key, by its run, and until its time is over', async () => {
  const rated = (run: string) => anEvent({ rating: { stars: 5, message: { channel: 'zalo', messageId: `message-${run}` } } }, 'customer.rated');
  const over = new Date('2026-11-22T02:59:59.999Z');
  const { flow, waits, runIds } = await sleepers(
    1_203,
    (_, nr) => (nr % 3 === 1 ? { until: over } : nr % 3 === 2 ? { matchKey: 'order:100' } : { until: new Date('2026-11-22T03:00:00.000Z') }),
    'customer.rated',
  );
  // Of the rated messages one belongs to a run that waits for its order, one to a run that waits for anyone, and so is found in two ways.
  for (const run of [2, 600]) {
    const tracked = { workspaceId, runId: runIds[run] ?? '', scope: 'root', stepId: 'ask', visit: 1 };
    const sent = { flowId: flow.id, connectionId: null, channel: 'zalo', purpose: 'care', recipient: '+84912345678', preview: '', priceVnd: null };
    await db.messages.reserve({ ...tracked, ...sent, trackingId: `track-${run}` });
    await db.messages.settle(tracked, { state: 'sent', at: new Date(), providerMessageId: `message-${run}` });
  }
  const events = [rated('2'), rated('600')];
  const heard = new Map<string, BusinessEvent[]>();
  const pages: number[] = [];
  await inTransaction(async (writer) => {
    await answerAll(writer, events, (page) => {
      const onPage = new Map<string, BusinessEvent[]>();
      for (const { runId, event } of page) onPage.set(runId, [...(onPage.get(runId) ?? []), event]);
      for (const [runId, found] of onPage) {
        expect(heard.has(runId)).toBe(false);
        heard.set(runId, found);
      }
      pages.push(onPage.size);
    });
  });

  expect(Math.max(...pages)).toBeLessThanOrEqual(1_000);
  const concern = (nr: number) => (nr % 3 === 0 ? events : events.slice(0, nr === 2 ? 1 : 0));
  const expected = runIds.map((runId, nr) => [runId, concern(nr)] as const).filter(([, of]) => of.length > 0);
  expect(heard).toEqual(new Map(expected));
  const first = answerTo(events[0] as BusinessEvent);
  expect(await standing(waits)).toEqual(runIds.map((_, nr) => (nr % 3 === 0 || nr === 2 ? first : null)));
});

test('where many events may end the same waits, a page holds fewer of them, and the first event counts', async () => {
  const { waits } = await sleepers(600);
  const events = Array.from({ length: 200 }, (_, nr) => hook({ nr }));
  const pairs: number[] = [];
  await inTransaction(async (writer) => {
    expect(await answerAll(writer, events, (page) => pairs.push(page.length))).toBe(600);
  });

  expect(pairs).toEqual([50_000, 50_000, 20_000]);
  expect(await standing(waits)).toEqual(waits.map(() => answerTo(events[0] as BusinessEvent)));
});

test('a page of which nothing fits does not end the reading', async () => {
  await sleepers(1_500);
  const pages: number[] = [];
  await inTransaction(async (writer) => {
    for await (const page of writer.heard([hook({})])) pages.push(page.length);
  });

  expect(pages).toEqual([1_000, 500]);
});

test('events that nobody waits for cost one query', async () => {
  await sleepers(3);
  const events = Array.from({ length: 200 }, (_, nr) => anEvent({ orderCode: `${nr}`, amount: 1, paidAt: '2026-11-22T03:00:00.000Z' }, 'payment.received'));
  await inTransaction(async (writer, { calls }) => {
    expect(await answerAll(writer, events)).toBe(0);
    expect(calls.map(({ name }) => name)).toEqual(['waits.listened']);
  });
});

test('two dispatchers with an event each for the same sleepers answer each of them once', async () => {
  const { waits } = await sleepers(2_500);
  const events = [hook({ nr: 1 }), hook({ nr: 2 })];
  const counts = await Promise.all(events.map((event) => inTransaction(async (writer) => await answerAll(writer, [event]))));

  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2_500);
  const possible = events.map(answerTo);
  for (const answer of await standing(waits)) expect(possible).toContainEqual(answer);
});
