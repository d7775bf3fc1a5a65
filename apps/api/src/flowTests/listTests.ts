import { z } from 'zod';
import { compileDraft } from '../flows/compileDraft.ts';
import { requireFlow } from '../flows/requireFlow.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, iso } from '../trpc/wire.ts';
import { runTests } from './runTests.ts';
import { TestRun, TestView } from './testViews.ts';

/** A flow's own tests, oldest first. */
export async function readTests(ctx: MemberContext, id: string): Promise<z.infer<typeof TestView>[]> {
  const flow = await requireFlow(ctx, id);
  const tests = await ctx.services.db.flowTests.list({ workspaceId: flow.workspaceId, flowId: flow.id });
  return tests.map(({ id: testId, name, scenario, expectations, revision, updatedAt }) => ({
    ...{ id: testId, name, scenario, revision },
    expectations: [...expectations],
    updatedAt: iso(updatedAt),
  }));
}

export const listTests = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.array(TestView))
  .query(({ ctx, input }) => readTests(ctx, input.id));

/** Tries the draft with all of its tests. Throws `flow_invalid` while there is something to mend. */
export async function tryTests(ctx: MemberContext, id: string): Promise<TestRun[]> {
  const flow = await requireFlow(ctx, id);
  const tests = await ctx.services.db.flowTests.list({ workspaceId: flow.workspaceId, flowId: flow.id });
  return [...(await runTests(ctx, { flow, draft: await compileDraft(ctx, flow, { isTrial: true }), tests }))];
}

export const runAllTests = memberProcedure
  .input(z.object({ id: Id }))
  .output(z.array(TestRun))
  .mutation(({ ctx, input }) => tryTests(ctx, input.id));
