import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, PageSize } from '../trpc/wire.ts';
import { RunState, RunView, toRunView } from './runViews.ts';

export const ListRuns = z.object({ flowId: Id.optional(), state: RunState.optional(), before: Id.optional(), limit: PageSize });
export const RunPage = z.object({ runs: z.array(RunView), next: z.string().nullable() });

/** Runs, newest first. `next` goes in as `before` for the page after. */
export async function readRuns(ctx: MemberContext, input: z.infer<typeof ListRuns>): Promise<z.infer<typeof RunPage>> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const rows = await db.runs.list({
    workspaceId,
    limit: input.limit,
    ...(input.flowId && { flowId: input.flowId }),
    ...(input.state && { state: input.state }),
    ...(input.before && { before: input.before }),
  });
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return { runs: rows.map(toRunView), next: last?.id ?? null };
}

export const listRuns = memberProcedure
  .input(ListRuns)
  .output(RunPage)
  .query(({ ctx, input }) => readRuns(ctx, input));
