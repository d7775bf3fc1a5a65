import { emptyGraph } from '@noi/flow';
import { z } from 'zod';
import { createFromTemplate } from '../templates/createFromTemplate.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';

export const NewFlow = z.object({ name: z.string().trim().min(1).max(120).optional(), templateId: z.string().max(80).optional() });

/** A new draft: empty, or filled from a template. */
export async function makeFlow(ctx: MemberContext, input: z.infer<typeof NewFlow>): Promise<{ id: string }> {
  const { member, services } = ctx;
  if (input.templateId) return createFromTemplate(ctx, { templateId: input.templateId, ...(input.name && { name: input.name }) });
  const name = input.name ?? (member.locale === 'en' ? 'New flow' : 'Quy trình mới');
  const flow = await services.db.flows.create({ workspaceId: member.workspaceId, name, graph: emptyGraph() });
  return { id: flow.id };
}

export const createFlow = memberProcedure
  .input(NewFlow)
  .output(z.object({ id: z.string() }))
  .mutation(({ ctx, input }) => makeFlow(ctx, input));
