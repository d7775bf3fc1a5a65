import type { Db } from '@noi/db';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso } from '../trpc/wire.ts';

const Data = z.record(z.string(), z.unknown());

/** What went through a flow the last time that all went well, in the shape that templates read. */
const PassedRun = z.object({ runId: z.string(), at: IsoTime, subject: z.string().nullable(), trigger: Data, steps: z.record(z.string(), Data) });

async function readLastPassed(ctx: MemberContext, flowId: string): Promise<z.infer<typeof PassedRun> | null> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const [run] = await db.runs.list({ workspaceId, flowId, state: 'done', limit: 1 });
  // Data of old runs is deleted; what is left of them says nothing.
  if (!run || run.prunedAt !== null) return null;
  const [rows, event] = await Promise.all([db.runs.stepRuns({ workspaceId, runId: run.id }), db.events.get({ workspaceId, id: run.eventId })]);
  return { runId: run.id, at: iso(run.endedAt ?? run.startedAt), subject: run.subject, trigger: { ...event?.payload }, steps: outputsOf(rows) };
}

/** In a loop the last round stands for all. */
function outputsOf(rows: Awaited<ReturnType<Db['runs']['stepRuns']>>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(rows.flatMap(({ stepId, state, output }) => (state === 'done' && output ? [[stepId, { ...output }]] : [])));
}

/** Step data of the flow's latest run that passed, as samples for the editor. The run page shows the same: secrets never reach what a step gives. */
export const lastPassed = memberProcedure
  .input(z.object({ flowId: Id }))
  .output(PassedRun.nullable())
  .query(({ ctx, input }) => readLastPassed(ctx, input.flowId));
