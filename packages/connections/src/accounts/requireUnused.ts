import type { ConnectionRow, Db } from '@noi/db';
import { AppError } from '@noi/errors';

/** Throws while the live version of a flow uses the account; drafts may lose theirs, and say so as an issue. */
export async function requireUnused(db: Pick<Db, 'flows'>, { workspaceId, id }: ConnectionRow): Promise<void> {
  const live = (await db.flows.list(workspaceId)).filter((flow) => flow.status !== 'draft' && flow.liveVersionId !== null);
  for (const flow of live) {
    const version = flow.liveVersionId === null ? null : await db.flows.version({ workspaceId, versionId: flow.liveVersionId });
    const isUsed = Object.values(version?.graph.steps ?? {}).some((step) => 'connectionId' in step && step.connectionId === id);
    if (isUsed) throw new AppError('connection_in_use', { message: `The flow "${flow.name}" uses this connection`, flowId: flow.id, flowName: flow.name });
  }
}
