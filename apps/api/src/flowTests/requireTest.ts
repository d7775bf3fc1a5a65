import type { FlowRow, FlowTestRow } from '@noi/db';
import { AppError } from '@noi/errors';
import type { MemberContext } from '../trpc/Context.ts';

/** The test, if it is this flow's. */
export async function requireTest(ctx: MemberContext, flow: FlowRow, testId: string): Promise<FlowTestRow & { readonly workspaceId: string }> {
  const test = await ctx.services.db.flowTests.get({ workspaceId: flow.workspaceId, id: testId });
  if (test?.flowId !== flow.id) throw new AppError('not_found', { message: 'No such test', id: testId });
  return { ...test, workspaceId: flow.workspaceId };
}
