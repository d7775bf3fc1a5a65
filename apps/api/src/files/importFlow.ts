import { AppError } from '@noi/errors';
import { withAccounts } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { FileSource, readSource } from './FileSource.ts';

export const ImportFlow = z.object({
  source: FileSource,
  name: z.string().trim().min(1).max(120).optional(),
  /** Which of the shop's accounts to use, by kind (`zalo.oa`); steps of other kinds stay without one. */
  accounts: z.record(z.string().max(120), z.string().max(80)).default({}),
});

/** A new draft from a file, with its tests. Steps that do not work here are kept, with issues. */
export async function importFlow(ctx: MemberContext, request: z.infer<typeof ImportFlow>): Promise<{ id: string }> {
  const { db, catalog, now } = ctx.services;
  const { workspaceId, userId } = ctx.member;
  const file = await readSource(ctx.services, request.source);
  await requireAccounts(ctx, request.accounts);
  const graph = withAccounts(file.graph, request.accounts, catalog);
  const flow = await db.flows.create({ workspaceId, name: request.name ?? file.name, graph });
  for (const test of file.tests) {
    await db.flowTests.create({ ...test, workspaceId, flowId: flow.id, revision: flow.revision, createdBy: userId, at: now() });
  }
  return { id: flow.id };
}

async function requireAccounts(ctx: MemberContext, accounts: Readonly<Record<string, string>>): Promise<void> {
  const connections = await ctx.services.db.connections.list(ctx.member.workspaceId);
  for (const [type, id] of Object.entries(accounts)) {
    if (!connections.some((one) => one.id === id && one.type === type)) throw new AppError('connection_missing', { message: `No such account of ${type}`, id });
  }
}

export const importFlowProcedure = memberProcedure
  .input(ImportFlow)
  .output(z.object({ id: z.string() }))
  .mutation(({ ctx, input }) => importFlow(ctx, input));
