import { Client, Connection } from '@temporalio/client';
import type { ChaosFlow } from './flows.ts';
import type { Shop } from './Shop.ts';

/** What a run of the chaos ends with: how many, and what went wrong, each with a line that says what. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly ghosts: readonly string[];
  readonly unknownAsked: number;
}

export interface Evidence {
  readonly shop: Shop;
  readonly temporalAddress: string;
  readonly providerUrl: string;
  readonly flows: Readonly<Record<string, ChaosFlow>>;
  readonly flowIds: Readonly<Record<string, string>>;
  /** Each event that was answered 2xx and starts runs: of which order it tells, and of which flows. */
  readonly told: readonly { readonly order: string; readonly event: string; readonly flows: readonly string[] }[];
}

interface RunLine extends Record<string, unknown> {
  readonly id: string;
  readonly flow_id: string;
  readonly workflow_id: string;
  readonly state: string;
  readonly ended: boolean;
  readonly asked: boolean;
  readonly event: string;
  readonly error: unknown;
}

const runSql = `select r.id, r.flow_id, r.workflow_id, r.state, r.error, r.ended_at is not null as ended, e.external_id as event,
  exists (select 1 from run_wait w where w.run_id = r.id and w.closed_at is null and w.hold_key like 'unknown:%') as asked
  from run r left join event e on e.id = r.event_id`;

export function readRuns(shop: Shop): Promise<RunLine[]> {
  return shop.rows<RunLine>(runSql);
}

/** Nothing goes on any more by itself: every run is over or asks a person. */
export function isQuiet(runs: readonly RunLine[], expected: number): boolean {
  return runs.length >= expected && runs.every((run) => run.ended || run.asked);
}

/** Looks at everything once the house is quiet, then lets a person stop what asks, and looks for what is left over. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const { shop, providerUrl } = evidence;
  const runs = await readRuns(shop);
  const report = (await (await fetch(`${providerUrl}/chaos/report`)).json()) as { done: Record<string, number>; keys: Record<string, number> };
  const asked = runs.filter((run) => run.asked && !run.ended);
  const lost = findLost(evidence, { runs, done: report.done });
  const doubled = [...findDoubled(report.done), ...findDoubled(report.keys)];
  const unended = await findGhosts(evidence, runs);

  for (const run of asked) await shop.stop(run.id);
  const left = await findLeftOvers(evidence);
  return { lost, doubled, ghosts: [...new Set([...unended, ...left])], unknownAsked: asked.length };
}

function findLost({ flows, flowIds, told }: Evidence, { runs, done }: { runs: readonly RunLine[]; done: Readonly<Record<string, number>> }): string[] {
  return told.flatMap(({ order, event, flows: names }) =>
    names.flatMap((name) => {
      const found = runs.filter((run) => run.flow_id === flowIds[name] && run.event === event);
      const [run] = found;
      if (run === undefined || found.length > 1) return [`${event}: ${found.length} runs of ${name}`];
      if (run.asked && !run.ended) return [];
      if (run.state !== 'done') return [`${name} of ${order} ended as ${run.state} ${JSON.stringify(run.error)}`];
      const ways = flows[name]?.expected(order) ?? [];
      return ways.some((things) => things.every((thing) => (done[thing] ?? 0) > 0)) ? [] : [`${name} of ${order} is done, but nothing reached the provider`];
    }),
  );
}

function findDoubled(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).flatMap(([what, count]) => (count > 1 ? [`${what}: ${count} times`] : []));
}

/** Runs and workflows that do not know of each other, and waits that nobody waits for. */
async function findGhosts({ shop, temporalAddress }: Evidence, runs: readonly RunLine[]): Promise<string[]> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const open = new Set<string>();
    for await (const { workflowId } of new Client({ connection }).workflow.list({ query: `ExecutionStatus = 'Running'` })) open.add(workflowId);
    const needed = new Set(runs.filter((run) => !run.ended).map((run) => run.workflow_id));
    const waits = await shop.rows<{ run_id: string; token: string }>(
      `select w.run_id, w.token from run_wait w join run r on r.id = w.run_id where w.closed_at is null and r.ended_at is not null`,
    );
    return [
      ...runs.filter((run) => !run.ended && !open.has(run.workflow_id)).map((run) => `run ${run.id} (${run.state}) has no workflow`),
      ...[...open].filter((id) => !needed.has(id)).map((id) => `workflow ${id} has no run`),
      ...waits.map((wait) => `${wait.token} of the ended run ${wait.run_id} still waits`),
    ];
  } finally {
    await connection.close();
  }
}

async function findLeftOvers(evidence: Evidence): Promise<string[]> {
  for (const end = Date.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const runs = await readRuns(evidence.shop);
    const unended = runs.filter((run) => !run.ended).map((run) => `run ${run.id} (${run.state}) was stopped and does not end`);
    const left = [...unended, ...(await findGhosts(evidence, runs))];
    if (left.length === 0 || Date.now() > end) return left;
  }
}
