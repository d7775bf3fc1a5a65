import type { ListedRun, RunRepository, RunRow } from '../Db.ts';
import type { Prisma } from '../generated/client.ts';
import { fromJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { createRunRecorder } from './runRecorder.ts';
import { searchStatement } from './runSearch.ts';
import { createStepCheckpoints } from './stepCheckpoints.ts';
import { stepRunColumns } from './stepRunRow.ts';

const select = {
  id: true,
  workspaceId: true,
  flowId: true,
  versionId: true,
  planHash: true,
  engine: true,
  workflowId: true,
  eventId: true,
  state: true,
  subject: true,
  customer: true,
  error: true,
  startedAt: true,
  endedAt: true,
  prunedAt: true,
} as const satisfies Prisma.RunSelect;

export const runColumns = `r.id, r.workspace_id as "workspaceId", r.flow_id as "flowId", r.version_id as "versionId", r.plan_hash as "planHash", r.engine,
  r.workflow_id as "workflowId", r.event_id as "eventId", r.state, r.subject, r.customer, r.error, r.started_at as "startedAt", r.ended_at as "endedAt"`;

/** Runs and their step runs: what the run pages read, and what a repeated activity is answered from. */
export function createRunRepository(store: Store): RunRepository & { idle(): Promise<void> } {
  const { pool, prisma, announce } = store;
  const recorder = createRunRecorder(store);
  const checkpoints = createStepCheckpoints(store);

  /** Names of flows and versions, and where each run waits; three small reads for a page of runs. */
  const dress = async (workspaceId: string, runs: readonly UndressedRun[]): Promise<readonly ListedRun[]> => {
    if (runs.length === 0) return [];
    const ids = { flows: [...new Set(runs.map((run) => run.flowId))], versions: [...new Set(runs.map((run) => run.versionId))] };
    const [flows, versions, waits] = await Promise.all([
      prisma.flow.findMany({ select: { id: true, name: true }, where: { workspaceId, id: { in: ids.flows } } }),
      prisma.flowVersion.findMany({ select: { id: true, number: true }, where: { workspaceId, id: { in: ids.versions } } }),
      prisma.stepRun.findMany({
        select: { runId: true, stepId: true, waitUntil: true },
        where: { workspaceId, runId: { in: runs.map((run) => run.id) }, state: { in: ['waiting', 'retrying'] } },
        orderBy: { waitUntil: 'desc' },
      }),
    ]);
    const nameOf = new Map(flows.map((flow) => [flow.id, flow.name]));
    const numberOf = new Map(versions.map((version) => [version.id, version.number]));
    // Ordered latest first, so the soonest is what stays.
    const waitOf = new Map(waits.map(({ runId, stepId, waitUntil }) => [runId, { stepId, until: waitUntil }]));
    return runs.map((run) => ({
      ...run,
      flowName: nameOf.get(run.flowId) ?? '',
      version: numberOf.get(run.versionId) ?? 0,
      waiting: run.endedAt === null ? (waitOf.get(run.id) ?? null) : null,
    }));
  };

  const search: RunRepository['search'] = async (request) => {
    const { text, values, most } = searchStatement(request, `${runColumns}, r.pruned_at as "prunedAt"`);
    const { rows } = await pool.query<UndressedRun & { looked: number; edge: string | null }>(text, values);
    const [{ looked, edge } = { looked: 0, edge: null }] = rows;
    // A search that found nothing answers with one row without a run.
    const found = rows.flatMap(({ looked: _looked, edge: _edge, ...run }) => (run.id === null ? [] : [run]));
    const last = found.length === request.limit ? found.at(-1)?.id : undefined;
    return { runs: await dress(request.workspaceId, found), next: last ?? (looked === most ? edge : null) };
  };

  return {
    idle: async () => {
      await Promise.all([recorder.idle(), checkpoints.idle()]);
    },
    record: recorder.record,
    beginStep: checkpoints.beginStep,
    endStep: checkpoints.endStep,

    list: async ({ workspaceId, before, limit, ...filter }) => (await search({ workspaceId, filter, limit, ...(before && { before }) })).runs,

    search,

    async get({ workspaceId, id }) {
      const row = await prisma.run.findFirst({ select, where: { workspaceId, id } });
      if (!row) return null;
      const [run] = await dress(workspaceId, [toRunRow(row)]);
      return run ?? null;
    },

    async stepRuns({ workspaceId, runId }) {
      const { rows } = await pool.query(
        `select ${stepRunColumns} from step_run s where s.run_id = $1 and s.workspace_id = $2 order by s.started_at, s.scope, s.step_id, s.visit`,
        [runId, workspaceId],
      );
      return rows;
    },

    async unstarted({ olderThan, limit }) {
      // Raw for SKIP LOCKED, which hands each run to one dispatcher; the claim keeps the others away until it is older than they ask for.
      const { rows } = await pool.query<RunRow>(
        `update run r set claimed_at = now()
         from (
           select id from run where state = 'starting' and coalesce(claimed_at, started_at) < $1 order by id limit $2 for update skip locked
         ) late
         where r.id = late.id returning ${runColumns}`,
        [olderThan, limit],
      );
      return rows;
    },

    async markStarted(runs) {
      if (runs.length === 0) return;
      await pool.query(
        `update run set state = case when carry is null or ${hasWork} then 'running' else 'waiting' end, carry = null where state = 'starting' and (workspace_id, id, workflow_id) in (select * from unnest($1::text[], $2::uuid[], $3::text[]))`,
        [runs.map((run) => run.workspaceId), runs.map((run) => run.id), runs.map((run) => run.workflowId)],
      );
      announce(runs.map(({ workspaceId, id }) => ({ workspaceId, kind: 'run', id })));
    },
  };
}

/** SQL: the state that a run goes on from has something to do but wait. */
const hasWork = `carry ? 'todo' or jsonb_path_exists(carry, '$.scopes.*.steps.* ? (@.state == "open" && @.doing == "execute")')`;

type UndressedRun = Pick<ListedRun, keyof RunRow | 'prunedAt'>;

function toRunRow(row: Prisma.RunGetPayload<{ select: typeof select }>): UndressedRun {
  return { ...row, state: row.state as RunRow['state'], error: fromJson<RunRow['error']>(row.error) };
}
