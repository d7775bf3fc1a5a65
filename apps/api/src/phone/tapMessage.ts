import type { PhoneTap } from '@noi/node-sdk';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Ok, ok } from '../trpc/wire.ts';

const Tap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('button'), buttonId: z.string().max(120) }),
  z.object({
    kind: z.literal('rate'),
    stars: z.number().int().min(1).max(5),
    comment: z.string().max(2000).optional(),
    choices: z.array(z.string().max(200)).max(20).optional(),
  }),
]);

/** The customer touches a message; the emulator answers with a real callback. */
export const tapMessage = memberProcedure
  .input(z.object({ messageId: z.string().max(200), tap: Tap }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    await ctx.services.sandbox.tap({ workspaceId: ctx.member.workspaceId, messageId: input.messageId, tap: input.tap as PhoneTap });
    return ok;
  });
