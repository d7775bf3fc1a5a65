import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Text } from '../trpc/wire.ts';

const Answer = z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), account: z.string() }), z.object({ ok: z.literal(false), problem: Text })]);

/** Makes a harmless call with the account and remembers what came of it. */
export const testConnection = memberProcedure
  .input(z.object({ id: Id }))
  .output(Answer)
  .mutation(({ ctx, input }) => ctx.services.connections.test({ workspaceId: ctx.member.workspaceId, id: input.id }));
