import type { FlowPlace, FolderRow, ShelfRepository } from '../Db.ts';
import { newId } from '../newId.ts';
import type { Store } from '../store/Store.ts';

/** Where shops keep their flows. Raw where a statement must find out by itself whether a flow or folder is this shop's. */
export function createShelfRepository({ pool, prisma, announce }: Store): ShelfRepository {
  const tell = (workspaceId: string, ids: readonly string[]) => announce(ids.map((id) => ({ workspaceId, kind: 'flow' as const, id })));

  return {
    async folders(workspaceId) {
      const { rows } = await pool.query<FolderRow>(`select id, name from flow_folder where workspace_id = $1 order by lower(name), id`, [workspaceId]);
      return rows;
    },

    async places(workspaceId, userId) {
      const { rows } = await pool.query<FlowPlace>(
        `select f.id as "flowId", f.folder_id as "folderId", coalesce(t.tags, '{}') as tags, s.flow_id is not null as "isStarred"
         from flow f
         left join (select flow_id, array_agg(tag order by tag) as tags from flow_tag where workspace_id = $1 group by flow_id) t on t.flow_id = f.id
         left join flow_star s on s.flow_id = f.id and s.workspace_id = $1 and s.user_id = $2
         where f.workspace_id = $1 and f.removed_at is null and (f.folder_id is not null or t.flow_id is not null or s.flow_id is not null)`,
        [workspaceId, userId],
      );
      return rows;
    },

    async createFolder({ workspaceId, name, at }) {
      const { rows } = await pool.query<FolderRow>(
        `insert into flow_folder (id, workspace_id, name, created_at) values ($1, $2, $3, $4) on conflict (workspace_id, lower(name)) do nothing returning id, name`,
        [newId(), workspaceId, name, at],
      );
      return rows[0] ?? null;
    },

    async renameFolder({ workspaceId, id }, name) {
      const { rowCount } = await pool.query(
        `update flow_folder set name = $3 where workspace_id = $1 and id = $2
         and not exists (select from flow_folder o where o.workspace_id = $1 and o.id <> $2 and lower(o.name) = lower($3))`,
        [workspaceId, id, name],
      );
      return rowCount === 1;
    },

    async removeFolder({ workspaceId, id }) {
      await prisma.$transaction([
        prisma.$executeRaw`update flow set folder_id = null where workspace_id = ${workspaceId} and folder_id = ${id}::uuid`,
        prisma.flowFolder.deleteMany({ where: { workspaceId, id } }),
      ]);
    },

    async move({ workspaceId, flowIds, folderId }) {
      // Raw: putting a flow away is no change of the flow, so its `updated_at` stays.
      const { rows } = await pool.query<{ id: string }>(
        `update flow set folder_id = $3 where workspace_id = $1 and id = any($2::uuid[]) and removed_at is null
         and ($3::uuid is null or exists (select from flow_folder o where o.workspace_id = $1 and o.id = $3)) returning id`,
        [workspaceId, flowIds, folderId],
      );
      tell(
        workspaceId,
        rows.map(({ id }) => id),
      );
      return rows.length;
    },

    async setTags({ workspaceId, flowId }, tags) {
      await pool.query(
        `with mine as (select id from flow where workspace_id = $1 and id = $2 and removed_at is null),
           gone as (delete from flow_tag where workspace_id = $1 and flow_id = $2 and tag <> all($3::text[]))
         insert into flow_tag (flow_id, tag, workspace_id) select mine.id, tag, $1 from mine, unnest($3::text[]) as tag on conflict do nothing`,
        [workspaceId, flowId, tags],
      );
      tell(workspaceId, [flowId]);
    },

    async star({ workspaceId, flowId, userId }, isStarred) {
      if (!isStarred) await prisma.flowStar.deleteMany({ where: { workspaceId, flowId, userId } });
      else
        await pool.query(
          `insert into flow_star (flow_id, user_id, workspace_id) select id, $3, $1 from flow where workspace_id = $1 and id = $2 and removed_at is null
           on conflict do nothing`,
          [workspaceId, flowId, userId],
        );
    },
  };
}
