import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, PageSize } from '../trpc/wire.ts';
import { RunFilterInput, readFilter } from './runFilter.ts';
import { RunView, toRunView } from './runViews.ts';

export const ListRuns = RunFilterInput.extend({ before: Id.optional(), limit: PageSize });
export const RunPage = z.object({
  runs: z.array(RunView),
  /** Where the next page goes on; there may be one although few were found, since one call looks at a bounded number of runs. */
  next: z.string().nullable(),
});

/** Runs, newest first. `next` goes in as `before` for the page after. */
export async function readRuns(ctx: MemberContext, { before, limit, ...input }: z.infer<typeof ListRuns>): Promise<z.infer<typeof RunPage>> {
  const { workspaceId } = ctx.member;
  const filter = await readFilter(ctx, input);
  const { runs, next } = await ctx.services.db.runs.search({ workspaceId, filter, limit, ...(before !== undefined && { before }) });
  return { runs: runs.map(toRunView), next };
}

export const listRuns = memberProcedure
  .input(ListRuns)
  .output(RunPage)
  .query(({ ctx, input }) => readRuns(ctx, input));
