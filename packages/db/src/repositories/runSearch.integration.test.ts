import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunFilter } from '../Db.ts';
import { smallestIdAt } from '../partitions/monthBounds.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { aLiveFlow } from '../testRecords.ts';
import { groupsStatement } from './failureGroups.ts';
import { flowRuns } from './flowRuns.ts';
import { searchStatement } from './runSearch.ts';

/** Large enough that reading a whole table is another matter than reading a page of it. */
const many = 100_000;
const workspaceId = 'shop';

let database: TestDatabase;
let client: pg.Client;
let flow: Awaited<ReturnType<typeof aLiveFlow>>;
let other: Awaited<ReturnType<typeof aLiveFlow>>;
beforeAll(async () => {
  database = await createTestDatabase();
  flow = await aLiveFlow(database.db, workspaceId, 'Xin đánh giá');
  other = await aLiveFlow(database.db, workspaceId, 'Nhắc giỏ hàng');
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await fill();
}, 120_000);
afterAll(async () => {
  await client?.end();
  await database?.[Symbol.asyncDispose]();
});

/** One run a minute; every tenth of another flow, every thousandth failed, every 2 000th waits. Customers and orders repeat every 500 runs. */
async function fill(): Promise<void> {
  await client.query(
    `insert into run (id, workspace_id, flow_id, version_id, plan_hash, engine, workflow_id, event_id, state, subject, customer, error, failed_step, started_at, ended_at)
     select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(nr), 12, '0'))::uuid, $1,
       case when nr % 10 = 0 then $4::uuid else $2::uuid end, case when nr % 10 = 0 then $5::uuid else $3::uuid end, 'hash', 1, 'wf-' || nr, gen_random_uuid(),
       case when nr % 1000 = 1 then 'failed' when nr % 2000 = 3 then 'waiting' else 'done' end, 'DH' || nr % 500, 'Trần Thị Đào ' || nr % 500,
       case when nr % 1000 = 1 then jsonb_build_object('kind', 'rejected', 'text', jsonb_build_object('vi', 'Sai', 'en', 'Wrong ' || nr)) end,
       case when nr % 1000 = 1 then 'send' end, at, case when nr % 2000 = 3 then null else at end
     from (select nr, now() - make_interval(mins => ${many} - nr) as at from generate_series(1, ${many}) nr) x`,
    [workspaceId, flow.id, flow.version.id, other.id, other.version.id],
  );
  await client.query(
    `insert into step_run (workspace_id, run_id, step_id, state, port, started_at, ended_at)
     select workspace_id, id, step, case when step = 'start' then 'done' else state end, case when step = 'start' then 'next' end, started_at, ended_at
     from run, unnest(array['start', 'send']) step
     where state <> 'done' or workflow_id like '%5' or started_at > now() - interval '5 days'`,
  );
  await client.query(
    `insert into about (workspace_id, key, kind, id) select workspace_id, 'order:' || subject, 'run', id from run
     union all select workspace_id, 'customer:+8490' || lpad(substr(subject, 3), 7, '0'), 'run', id from run where subject like '%7'`,
  );
  await client.query('analyze');
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** What the database really read for a page of 50: scans of tables, with the rows that each looked at. */
function scans(filter: RunFilter, before?: string) {
  return scansOf(searchStatement({ workspaceId, filter, limit: 50, ...(before && { before }) }, 'r.id'));
}

async function scansOf({ text, values }: { text: string; values: unknown[] }) {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, format json) ${text}`, values);
  const walk = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(walk)];
  const [
    {
      'QUERY PLAN': [{ Plan }],
    } = { 'QUERY PLAN': [] as never },
  ] = rows;
  return walk(Plan).flatMap((node) => {
    const relation = node['Relation Name'];
    const read = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    return relation === undefined ? [] : [{ type: node['Node Type'], relation, read }];
  });
}

const filters: Record<string, () => RunFilter> = {
  everything: () => ({}),
  'one flow': () => ({ flowId: other.id }),
  'one version': () => ({ flowId: other.id, versionId: other.version.id }),
  'a state': () => ({ state: 'failed' }),
  'failed runs of a flow': () => ({ flowId: flow.id, state: 'failed' }),
  'waiting runs of a flow': () => ({ flowId: flow.id, state: 'waiting' }),
  'stopped runs of a flow, of which there are none': () => ({ flowId: flow.id, state: 'stopped' }),
  'an order': () => ({ about: ['order:DH77'] }),
  'a phone': () => ({ about: ['customer:+84900000077'] }),
  'a name': () => ({ name: 'thi dao 77' }),
  'a name that nobody has': () => ({ name: 'nobody', flowId: flow.id }),
  'a day': () => ({ from: new Date(Date.now() - 3 * 86_400_000), to: new Date(Date.now() - 2 * 86_400_000) }),
  'waiting at a step': () => ({ flowId: flow.id, step: { stepId: 'send', outcome: 'waiting' } }),
  'failed at a step': () => ({ flowId: flow.id, step: { stepId: 'send', outcome: 'failed' } }),
  'left out at a step': () => ({ flowId: flow.id, step: { stepId: 'send', outcome: 'dropped' } }),
  'through a wire': () => ({ flowId: flow.id, step: { stepId: 'start', port: 'next' } }),
  'through a wire that nobody took': () => ({ flowId: flow.id, step: { stepId: 'start', port: 'error' } }),
  'an error group': () => ({ flowId: flow.id, cause: { stepId: 'send', errorKind: 'rejected', cause: 'unknown' } }),
  'some that were chosen': () => ({ ids: ['00000000-0000-7000-8000-000000000000'] }),
};

describe('among 100 000 runs', () => {
  test.each(Object.keys(filters))('%s is found by an index, and what is read is bounded', async (name) => {
    const found = await scans(filters[name]?.() ?? {});
    expect(found.filter(({ type, read }) => type === 'Seq Scan' && read > 100)).toEqual([]);
    for (const { read } of found) expect(read).toBeLessThan(12_000);
  });

  test('a page in the middle of the list is as near as the first one', async () => {
    const { rows } = await client.query<{ id: string }>('select id from run order by id offset 50000 limit 1');
    const found = await scans({ flowId: flow.id }, rows[0]?.id);
    for (const { read } of found) expect(read).toBeLessThan(500);
  });

  test('every filter finds the runs that it means, page after page', async () => {
    const all = async (filter: RunFilter, limit = 200) => {
      const ids: string[] = [];
      let before: string | null = null;
      do {
        const page: Awaited<ReturnType<TestDatabase['db']['runs']['search']>> = await database.db.runs.search({
          ...{ workspaceId, filter, limit },
          ...(before === null ? {} : { before }),
        });
        ids.push(...page.runs.map(({ id }) => id));
        before = page.next;
      } while (before !== null);
      return ids;
    };
    const count = async (where: string) => {
      const { rows } = await client.query<{ id: string }>(`select id from run r where ${where} order by id desc`);
      return rows.map(({ id }) => id);
    };
    expect(await all(filters['an order']?.() ?? {})).toEqual(await count(`subject = 'DH77'`));
    expect(await all(filters['a phone']?.() ?? {})).toEqual(await count(`subject = 'DH77'`));
    const from = new Date(Date.now() - 5 * 86_400_000);
    expect(await all({ name: 'thi dao 77', from })).toEqual(await count(`customer = 'Trần Thị Đào 77' and id >= '${smallestIdAt(from.getTime())}'`));
    expect(await all({ flowId: flow.id, state: 'failed' })).toEqual(await count(`state = 'failed'`));
    expect(await all({ step: { stepId: 'send', outcome: 'waiting' } })).toEqual(await count(`state = 'waiting'`));
    expect(await all({ flowId: flow.id, step: { stepId: 'send', outcome: 'failed' }, about: ['order:DH1'] })).toEqual(
      await count(`state = 'failed' and subject = 'DH1'`),
    );
    const day = { from: new Date(Date.now() - 2 * 86_400_000), to: new Date(Date.now() - 86_400_000) };
    expect((await all(day)).length).toBe(1440);
  });

  test('an error group lists the runs that the page of causes counts', async () => {
    const [group] = await database.db.retries.groups({ workspaceId, limit: 5 });
    if (!group) throw new Error('No group of failures');
    const { flowId, stepId, errorKind, cause } = group;
    const { runs } = await database.db.runs.search({ workspaceId, filter: { flowId, cause: { stepId, errorKind, cause } }, limit: 200 });
    expect(runs.length).toBe(group.count);
    expect(runs.every(({ state }) => state === 'failed')).toBe(true);
  });
});

describe('among 10 000 failed runs and the counters of 200 days', () => {
  beforeAll(async () => {
    const error = { kind: 'rejected', text: { vi: 'Sai', en: 'Wrong' } };
    await client.query(`update run set state = 'failed', failed_step = 'send', error = $1 where workflow_id like '%4' and state = 'done'`, [error]);
    await client.query(
      `insert into step_count (workspace_id, flow_id, hour, version_id, step_id, port, state, slot, count)
       select $1, $2, date_trunc('hour', now() - make_interval(hours => hour), 'UTC'), $3, step, case when step = '' then '' else 'next' end, state, 0, 5
       from generate_series(0, 4799) hour, unnest(array['', 'start', 'send', 'wait', 'end']) step, unnest(array['done', 'failed', 'stopped', 'skipped']) state`,
      [workspaceId, flow.id, flow.version.id],
    );
    await client.query('vacuum analyze run');
    await client.query('analyze step_count');
  }, 120_000);

  test.each([
    ['of the shop', () => null],
    ['of a flow', () => flow.id],
  ])('the causes %s are those of the newest, found by an index', async (_, flowId) => {
    const found = await scansOf(groupsStatement({ workspaceId, flowId: flowId(), limit: 50 }));
    expect(found.filter(({ type, read }) => type === 'Seq Scan' && read > 100)).toEqual([]);
    for (const { read } of found) expect(read).toBeLessThan(10_500);
    const groups = await database.db.retries.groups({ workspaceId, limit: 50, ...(flowId() !== null && { flowId: flow.id }) });
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
  });

  test('the list of flows reads the counters of 30 days and what is under way', async () => {
    const found = await scansOf({ text: `select f.id, r.runs from flow f ${flowRuns} where f.workspace_id = $1`, values: [workspaceId] });
    expect(found.filter(({ type, read }) => type === 'Seq Scan' && read > 100)).toEqual([]);
    for (const { read } of found) expect(read).toBeLessThan(4 * 721);
    const listed = (await database.db.flows.list(workspaceId)).find(({ id }) => id === flow.id);
    expect(listed?.runs).toMatchObject({ active: many / 2_000 });
    expect(Math.abs((listed?.runs.failed ?? 0) - 720 * 5)).toBeLessThanOrEqual(5);
  });
});
