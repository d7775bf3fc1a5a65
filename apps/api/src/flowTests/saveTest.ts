import { AppError } from '@noi/errors';
import { withMadeUpPeople } from '@noi/flow';
import { z } from 'zod';
import { keyOf, requireFlow } from '../flows/requireFlow.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { requireTest } from './requireTest.ts';
import { mostTests, TestDraft } from './testViews.ts';

/** Without `testId` a new one. */
export const SaveTest = TestDraft.extend({ id: Id, testId: Id.optional() });
export const SavedTest = z.object({ testId: z.string() });

/** Keeps what a flow must do, as its own test; nobody who was in a real event stays in it, since tests outlive the events. */
export async function saveTest(ctx: MemberContext, { id, testId, isMadeUp, ...form }: z.infer<typeof SaveTest>): Promise<z.infer<typeof SavedTest>> {
  const { db, now } = ctx.services;
  const flow = await requireFlow(ctx, id);
  const scenario = isMadeUp ? form.scenario : withMadeUpPeople(form.scenario);
  const saved = { ...form, scenario, revision: flow.revision, at: now() };
  if (testId !== undefined) {
    const { workspaceId } = await requireTest(ctx, flow, testId);
    await db.flowTests.update({ workspaceId, id: testId }, saved);
    return { testId };
  }
  const { workspaceId } = keyOf(flow);
  const known = await db.flowTests.list({ workspaceId, flowId: id });
  if (known.length >= mostTests) throw new AppError('invalid_request', { message: `A flow has at most ${mostTests} tests`, field: 'name' });
  return { testId: (await db.flowTests.create({ ...saved, workspaceId, flowId: id, createdBy: ctx.member.userId })).id };
}

export const saveTestProcedure = memberProcedure
  .input(SaveTest)
  .output(SavedTest)
  .mutation(({ ctx, input }) => saveTest(ctx, input));

const OneTest = z.object({ id: Id, testId: Id });

export async function dropTest(ctx: MemberContext, { id, testId }: z.infer<typeof OneTest>): Promise<z.infer<typeof Ok>> {
  const { workspaceId } = await requireTest(ctx, await requireFlow(ctx, id), testId);
  await ctx.services.db.flowTests.remove({ workspaceId, id: testId }, ctx.services.now());
  return ok;
}

export const removeTest = memberProcedure
  .input(OneTest)
  .output(Ok)
  .mutation(({ ctx, input }) => dropTest(ctx, input));
