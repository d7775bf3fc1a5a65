import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';

const Values = z.record(z.string().max(80), z.string().max(8000));

/** Stores an account of the shop's own; `test` says whether it answers. */
export const createConnection = memberProcedure
  .input(z.object({ type: z.string().max(80), name: z.string().trim().min(1).max(120), mode: z.literal('live'), values: Values }))
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const row = await ctx.services.connections.create({ ...input, workspaceId: ctx.member.workspaceId });
    return { id: row.id };
  });

/** Changes an account's name or the values that are given; secrets that are left out stay. */
export const updateConnection = memberProcedure
  .input(z.object({ id: z.uuid(), name: z.string().trim().min(1).max(120).optional(), values: Values.optional() }))
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { id, name, values } = input;
    const row = await ctx.services.connections.update({ workspaceId: ctx.member.workspaceId, id, ...(name && { name }), ...(values && { values }) });
    return { id: row.id };
  });
