import type { FlowRow, FlowVersionRow } from '@noi/db';
import { AppError } from '@noi/errors';
import type { FlowGraph } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { Id } from '../trpc/wire.ts';

/** One form of a flow: as it is drawn now, as it runs, or as it was published. */
export const VersionName = z.union([z.literal('draft'), z.literal('live'), Id]);

/** A version, if it is this flow's. */
export async function requireVersion(ctx: MemberContext, flow: FlowRow, versionId: string): Promise<FlowVersionRow> {
  const version = await ctx.services.db.flows.version({ workspaceId: flow.workspaceId, versionId });
  if (version?.flowId !== flow.id) throw new AppError('not_found', { message: 'No such version', id: versionId });
  return version;
}

/** The document of one form of a flow. Throws `flow_not_live` where it was never published. */
export async function graphOf(ctx: MemberContext, flow: FlowRow, name: z.infer<typeof VersionName>): Promise<FlowGraph> {
  if (name === 'draft') return flow.graph;
  if (name !== 'live') return (await requireVersion(ctx, flow, name)).graph;
  if (flow.liveVersionId === null) throw new AppError('flow_not_live', { message: 'The flow was never published' });
  return (await requireVersion(ctx, flow, flow.liveVersionId)).graph;
}
