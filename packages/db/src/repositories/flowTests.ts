import { AppError } from '@noi/errors';
import type { Expectation, Scenario } from '@noi/flow';
import type { FlowTestRepository, FlowTestRow } from '../Db.ts';
import { newId } from '../newId.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

const select = { id: true, flowId: true, name: true, scenario: true, expectations: true, revision: true, updatedAt: true } as const;

/** The tests that flows keep for themselves. Removed ones stay as rows, so that restoring a version finds their ids taken by nobody else. */
export function createFlowTestRepository({ pool, prisma, announce }: Store): FlowTestRepository {
  const tell = (workspaceId: string, flowId: string) => announce([{ workspaceId, kind: 'flow', id: flowId }]);

  const change = async (key: { workspaceId: string; id: string }, data: Parameters<typeof prisma.flowTest.updateMany>[0]['data']) => {
    const row = await prisma.flowTest.findFirst({ select: { flowId: true }, where: { ...key, removedAt: null } });
    if (!row) return false;
    const { count } = await prisma.flowTest.updateMany({ where: { ...key, removedAt: null }, data });
    tell(key.workspaceId, row.flowId);
    return count > 0;
  };

  return {
    async list({ workspaceId, flowId }) {
      const rows = await prisma.flowTest.findMany({ select, where: { workspaceId, flowId, removedAt: null }, orderBy: { id: 'asc' } });
      return rows.map(toRow);
    },

    async get({ workspaceId, id }) {
      const row = await prisma.flowTest.findFirst({ select, where: { workspaceId, id, removedAt: null } });
      return row && toRow(row);
    },

    async create({ workspaceId, flowId, name, scenario, expectations, revision, createdBy, at }) {
      const flow = await prisma.flow.findFirst({ select: { id: true }, where: { workspaceId, id: flowId, removedAt: null } });
      if (!flow) throw new AppError('not_found', { message: 'No such flow' });
      const row = await prisma.flowTest.create({
        select,
        data: {
          ...{ id: newId(), workspaceId, flowId, name, revision, createdBy, createdAt: at, updatedAt: at },
          scenario: jsonInput(scenario),
          expectations: jsonInput(expectations),
        },
      });
      tell(workspaceId, flowId);
      return toRow(row);
    },

    async copy({ workspaceId, fromFlowId, flowId }, { revision, createdBy, at }) {
      const [rows, flow] = await Promise.all([
        prisma.flowTest.findMany({ select, where: { workspaceId, flowId: fromFlowId, removedAt: null }, orderBy: { id: 'asc' } }),
        prisma.flow.findFirst({ select: { id: true }, where: { workspaceId, id: flowId, removedAt: null } }),
      ]);
      if (!flow || rows.length === 0) return;
      await prisma.flowTest.createMany({
        data: rows.map(({ name, scenario, expectations }) => ({
          ...{ id: newId(), workspaceId, flowId, name, revision, createdBy, createdAt: at, updatedAt: at },
          scenario: jsonInput(scenario),
          expectations: jsonInput(expectations),
        })),
      });
      tell(workspaceId, flowId);
    },

    update: ({ workspaceId, id }, { name, scenario, expectations, revision, at }) =>
      change({ workspaceId, id }, { name, revision, updatedAt: at, scenario: jsonInput(scenario), expectations: jsonInput(expectations) }),

    remove: ({ workspaceId, id }, at) => change({ workspaceId, id }, { removedAt: at }),

    async restore({ workspaceId, flowId, versionId }, { revision, at }) {
      // Raw: rows are made from JSON inside of the database, and replaced where they are still there.
      await pool.query(
        `insert into flow_test as t (id, workspace_id, flow_id, name, scenario, expectations, revision, created_at, updated_at)
         select x.id, v.workspace_id, v.flow_id, x.name, x.scenario, x.expectations, $4, $5, $5
         from flow_version v, jsonb_to_recordset(v.tests) as x(id uuid, name text, scenario jsonb, expectations jsonb)
         where v.workspace_id = $1 and v.flow_id = $2 and v.id = $3
         on conflict (id) do update set name = excluded.name, scenario = excluded.scenario, expectations = excluded.expectations,
           revision = excluded.revision, updated_at = excluded.updated_at, removed_at = null
         where t.workspace_id = excluded.workspace_id and t.flow_id = excluded.flow_id`,
        [workspaceId, flowId, versionId, revision, at],
      );
      tell(workspaceId, flowId);
    },
  };
}

function toRow(row: Omit<FlowTestRow, 'scenario' | 'expectations'> & { scenario: unknown; expectations: unknown }): FlowTestRow {
  return { ...row, scenario: fromJson<Scenario>(row.scenario), expectations: fromJson<readonly Expectation[]>(row.expectations) };
}
