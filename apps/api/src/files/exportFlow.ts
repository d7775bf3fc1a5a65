import { FlowFile, writeFlowFile } from '@noi/flow';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';

/** The draft with its tests as a file for any shop: without accounts, secrets and people. */
export async function exportFlow(ctx: MemberContext, id: string): Promise<FlowFile> {
  const { db, catalog } = ctx.services;
  const flow = await requireFlow(ctx, id);
  const tests = await db.flowTests.list({ workspaceId: flow.workspaceId, flowId: flow.id });
  return writeFlowFile({
    name: flow.name,
    graph: flow.graph,
    tests: tests.map(({ name, scenario, expectations }) => ({ name, scenario, expectations: [...expectations] })),
    catalog,
    versionOf: (packageId) => catalog.packages.find((one) => one.id === packageId)?.version,
  });
}

export const exportFlowProcedure = memberProcedure
  .input(z.object({ id: Id }))
  .output(FlowFile)
  .query(({ ctx, input }) => exportFlow(ctx, input.id));
