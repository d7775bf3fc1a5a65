import { AppError } from '@noi/errors';
import type { FlowGraph, Plan } from '@noi/flow';
import type { FlowRepository, FlowRow, FlowVersionRow } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { newId } from '../newId.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { appendEdits, toEditRow } from './flowEdits.ts';
import { flowRuns } from './flowRuns.ts';
import { publishFlow } from './publishFlow.ts';
import { findPause, resumeFlow } from './resumeFlow.ts';

// Raw because Prisma cannot compare two JSON columns: `jsonb` equality says whether the draft differs from what runs.
const columns = `f.id, f.workspace_id as "workspaceId", f.name, f.revision, f.status, f.live_version_id as "liveVersionId", v.number as "liveVersion",
  (v.id is not null and f.graph <> v.graph) as "isChanged", f.template_id as "templateId", f.created_at as "createdAt", f.updated_at as "updatedAt"`;
const tables = `flow f left join flow_version v on v.id = f.live_version_id and v.workspace_id = f.workspace_id`;

const versionSelect = { id: true, flowId: true, number: true, name: true, graph: true, planHash: true, publishedBy: true, publishedAt: true } as const;

/** Flows, their drafts, and their frozen versions. Removed flows stay as rows for the runs that name them. */
export function createFlowRepository(store: Store): FlowRepository {
  const { pool, prisma, announce } = store;
  const tell = ({ workspaceId, id }: { workspaceId: string; id: string }) => announce([{ workspaceId, kind: 'flow', id }]);

  const get: FlowRepository['get'] = async ({ workspaceId, id }) => {
    const { rows } = await pool.query<FlowRow>(`select ${columns}, f.graph from ${tables} where f.workspace_id = $1 and f.id = $2 and f.removed_at is null`, [
      workspaceId,
      id,
    ]);
    return rows[0] ?? null;
  };

  const getExisting = async (key: { workspaceId: string; id: string }) => {
    const flow = await get(key);
    if (!flow) throw new AppError('not_found', { message: 'No such flow' });
    return flow;
  };

  /** Raw where the database's clock counts, or what a column becomes follows from what it was. */
  const change = async ({ workspaceId, id }: { workspaceId: string; id: string }, assignments: string, values: readonly unknown[] = []) => {
    const { rowCount } = await pool.query(`update flow set ${assignments}, updated_at = now() where workspace_id = $1 and id = $2 and removed_at is null`, [
      workspaceId,
      id,
      ...values,
    ]);
    if (rowCount === 0) throw new AppError('not_found', { message: 'No such flow' });
    tell({ workspaceId, id });
  };

  const resume: FlowRepository['resume'] = async (key, choice) => {
    const { waits, events } = await resumeFlow(store, key, choice);
    tell(key);
    announce(waits.map(({ workspaceId, runId }) => ({ workspaceId, kind: 'run', id: runId })));
    return { held: waits.length, events };
  };

  return {
    get,

    async list(workspaceId) {
      const { rows } = await pool.query<Awaited<ReturnType<FlowRepository['list']>>[number]>(
        `select ${columns}, r.runs, newest."lastRunAt" from ${tables} ${flowRuns}
         where f.workspace_id = $1 and f.removed_at is null order by f.updated_at desc, f.id`,
        [workspaceId],
      );
      return rows;
    },

    async callable(workspaceId) {
      const { rows } = await pool.query<Awaited<ReturnType<FlowRepository['callable']>>[number]>(
        `select f.id, f.name, v.graph as live from ${tables} where f.workspace_id = $1 and f.removed_at is null order by f.name, f.id`,
        [workspaceId],
      );
      return rows;
    },

    async create({ workspaceId, name, graph, templateId }) {
      const key = { workspaceId, id: newId() };
      await prisma.flow.create({ select: { id: true }, data: { ...key, name, graph: jsonInput(graph), ...(templateId && { templateId }) } });
      tell(key);
      return await getExisting(key);
    },

    async rename(key, name) {
      await change(key, 'name = $3', [name]);
    },

    async remove({ workspaceId, id }) {
      // Its runs go on, so removing ends a pause: what is held then is let go by whoever looks for holds whose cause is over.
      await change(
        { workspaceId, id },
        `removed_at = now(), paused_at = null, resume_choice = case when status = 'paused' then 'now' else resume_choice end,
         status = case when status = 'paused' then 'live' else status end`,
      );
      await prisma.subscription.deleteMany({ where: { workspaceId, flowId: id } });
      await prisma.schedule.deleteMany({ where: { workspaceId, flowId: id } });
    },

    async edit(key, edits) {
      const isApplied = await appendEdits(store, key, edits);
      if (isApplied) tell(key);
      return await getExisting(key);
    },

    async edits({ workspaceId, id, after, limit }) {
      const rows = await prisma.flowEdit.findMany({
        select: { revision: true, command: true, inverse: true, kind: true, of: true, clientKey: true, userId: true, at: true },
        where: { workspaceId, flowId: id, ...(after !== undefined && { revision: { gt: after } }) },
        orderBy: { revision: 'desc' },
        take: limit,
      });
      return rows.map(toEditRow);
    },

    async publish(request) {
      const version = await publishFlow(store, request);
      tell(request);
      return version;
    },

    async setStatus({ workspaceId, id }, status) {
      const flow = await getExisting({ workspaceId, id });
      if (flow.liveVersionId === null) throw new AppError('flow_not_live', { message: 'The flow was never published' });
      if (status === 'paused') await change({ workspaceId, id }, `status = 'paused', paused_at = case when status = 'paused' then paused_at else now() end`);
      else if (flow.status === 'paused') await resume({ workspaceId, id }, { held: 'now', events: 'leave', now: new Date() });
      await prisma.$executeRaw`select pg_notify(${channels.starts}, '')`;
    },

    resume,

    pause: (key) => findPause(store, key),

    async versions({ workspaceId, id }) {
      const rows = await prisma.flowVersion.findMany({ select: versionSelect, where: { workspaceId, flowId: id }, orderBy: { number: 'desc' } });
      return rows.map(toVersionRow);
    },

    async version({ workspaceId, versionId }) {
      const row = await prisma.flowVersion.findFirst({ select: versionSelect, where: { workspaceId, id: versionId } });
      return row && toVersionRow(row);
    },

    async nameVersion({ workspaceId, versionId }, name) {
      const row = await prisma.flowVersion.findFirst({ select: { flowId: true }, where: { workspaceId, id: versionId } });
      if (!row) throw new AppError('not_found', { message: 'No such version' });
      await prisma.flowVersion.updateMany({ where: { workspaceId, id: versionId }, data: { name } });
      tell({ workspaceId, id: row.flowId });
    },

    async plan({ workspaceId, hash }) {
      const row = await prisma.plan.findUnique({ select: { plan: true }, where: { workspaceId_hash: { workspaceId, hash } } });
      return row && fromJson<Plan>(row.plan);
    },
  };
}

function toVersionRow({ graph, ...row }: Omit<FlowVersionRow, 'graph'> & { graph: unknown }): FlowVersionRow {
  return { ...row, graph: fromJson<FlowGraph>(graph) };
}
