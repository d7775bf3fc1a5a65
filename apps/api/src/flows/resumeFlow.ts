import type { HeldSteps } from '@noi/db';
import { stepOf, stepTitle } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, isoOrNull, Text } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

export const ResumeFlow = z.object({
  id: Id,
  /** What becomes of the steps that came due: all at once, evenly over a while, or left out. */
  held: z
    .union([
      z.enum(['now', 'skip']),
      z.object({
        spreadMinutes: z
          .number()
          .int()
          .min(1)
          .max(7 * 24 * 60),
      }),
    ])
    .default('now'),
  /** Whether the events of the pause start runs, as far as the flow's rules of entry let them. */
  events: z.enum(['start', 'leave']).default('leave'),
});
export const Resumed = z.object({ held: z.number(), events: z.number() });

/** Ends a pause, with a decision about all that waited for it. A flow that runs is left as it is. */
export async function resumeFlow(ctx: MemberContext, { id, held, events }: z.infer<typeof ResumeFlow>): Promise<z.infer<typeof Resumed>> {
  const flow = await requireFlow(ctx, id);
  if (flow.status === 'live') return { held: 0, events: 0 };
  const { db, now } = ctx.services;
  const choice = typeof held === 'string' ? { held } : ({ held: 'spread', spreadMs: held.spreadMinutes * 60_000 } as const);
  return await db.flows.resume(keyOf(flow), { ...choice, events, now: now() });
}

export const resumeFlowProcedure = memberProcedure
  .input(ResumeFlow)
  .output(Resumed)
  .mutation(({ ctx, input }) => resumeFlow(ctx, input));

export const Overdue = z.object({
  pausedAt: IsoTime.nullable(),
  held: z.number(),
  /** Of another flow where its runs wait to call this one. */
  byStep: z.array(z.object({ flowId: z.string(), stepId: z.string(), title: Text, count: z.number(), oldestDueAt: IsoTime })),
  eventsMissed: z.number(),
});

/** What a pause holds back so far. */
export async function readOverdue(ctx: MemberContext, id: string): Promise<z.infer<typeof Overdue>> {
  const flow = await requireFlow(ctx, id);
  const key = keyOf(flow);
  const { db, catalog } = ctx.services;
  const [pause, steps, versions] = await Promise.all([
    db.flows.pause(key),
    db.waits.heldSteps({ workspaceId: key.workspaceId, holdKey: `flow:${key.id}` }),
    db.flows.versions(key),
  ]);
  const [live] = versions;
  const titleOf = ({ flowId, flowName, stepId }: HeldSteps) => {
    if (flowId !== key.id) return { vi: `Được gọi từ quy trình “${flowName}”`, en: `Called by the flow “${flowName}”` };
    const step = live && stepOf(live.graph, stepId);
    // A run may be in a step of an older version that the newest one has no more.
    return step ? stepTitle({ step, graph: live.graph, catalog }) : { vi: stepId, en: stepId };
  };
  return {
    pausedAt: isoOrNull(pause?.pausedAt ?? null),
    held: steps.reduce((sum, { count }) => sum + count, 0),
    byStep: steps.map((step) => ({ flowId: step.flowId, stepId: step.stepId, title: titleOf(step), count: step.count, oldestDueAt: iso(step.oldestDueAt) })),
    eventsMissed: pause?.eventsMissed ?? 0,
  };
}

export const overdueOfFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(Overdue)
  .query(({ ctx, input }) => readOverdue(ctx, input.id));
