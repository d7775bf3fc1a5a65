import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { FlowView } from './flowViews.ts';
import { requireFlow } from './requireFlow.ts';

/** The draft with its last edits, for undo after a reload. */
export async function readFlow(ctx: MemberContext, id: string): Promise<z.infer<typeof FlowView>> {
  const { db } = ctx.services;
  const key = { workspaceId: ctx.member.workspaceId, id };
  const [flow, edits, connections, members] = await Promise.all([
    requireFlow(ctx, id),
    db.flows.edits({ ...key, limit: 200 }),
    db.connections.list(key.workspaceId),
    db.workspaces.members(key.workspaceId),
  ]);
  const names = new Map(members.map((member) => [member.id, member.name]));
  return {
    id: flow.id,
    name: flow.name,
    graph: flow.graph,
    revision: flow.revision,
    status: flow.status,
    liveVersion: flow.liveVersion,
    isChanged: flow.isChanged,
    edits: edits
      .map(({ revision, command, inverse, kind, of, clientKey, userId }) => ({
        ...{ revision, command, inverse, kind, of, clientKey },
        by: userId === null ? null : (names.get(userId) ?? null),
        isMine: userId === ctx.member.userId,
      }))
      .reverse(),
    connections: connections.map(({ id: connectionId, type, name, state, mode }) => ({ id: connectionId, type, name, state, mode })),
  };
}

export const getFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(FlowView)
  .query(({ ctx, input }) => readFlow(ctx, input.id));
