import type { PhoneMessage, PhoneTap } from '@noi/node-sdk';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';

const isRecord = (value: unknown) => typeof value === 'object' && value !== null;
const Thread = z.object({ to: z.string(), lastAt: z.string(), count: z.number() });
const Shown = z.object({
  id: z.string(),
  packageId: z.string(),
  to: z.string(),
  content: z.custom<PhoneMessage>(isRecord),
  taps: z.array(z.custom<PhoneTap>(isRecord)),
  sentAt: z.string(),
});

/** Conversations on the virtual phone, newest first. */
export const listThreads = memberProcedure
  .output(z.array(Thread))
  .query(async ({ ctx }) => z.array(Thread).parse(await ctx.services.sandbox.phoneThreads(ctx.member.workspaceId)));

/** What one customer received, oldest first. */
export const listPhoneMessages = memberProcedure
  .input(z.object({ to: z.string().max(200) }))
  .output(z.array(Shown))
  .query(async ({ ctx, input }) => z.array(Shown).parse(await ctx.services.sandbox.phoneMessages({ workspaceId: ctx.member.workspaceId, to: input.to })));
