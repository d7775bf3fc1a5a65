import type { ListedRun } from '@noi/db';
import { AppError } from '@noi/errors';
import type { MemberContext } from '../trpc/Context.ts';

/** The run, if it is this shop's. */
export async function requireRun(ctx: MemberContext, id: string): Promise<ListedRun> {
  const run = await ctx.services.db.runs.get({ workspaceId: ctx.member.workspaceId, id });
  if (!run) throw new AppError('not_found', { message: 'No such run', id });
  return run;
}

/** The run, if it has not ended. */
export async function requireOpenRun(ctx: MemberContext, id: string): Promise<ListedRun> {
  const run = await requireRun(ctx, id);
  if (run.endedAt !== null) throw new AppError('run_ended', { message: `The run is ${run.state}`, state: run.state });
  return run;
}
