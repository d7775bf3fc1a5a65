import type { MessageRow } from '@noi/db';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, isoOrNull, PageSize, StepError } from '../trpc/wire.ts';

/** One row of the send ledger. */
export const MessageView = z.object({
  runId: z.string(),
  scope: z.string(),
  stepId: z.string(),
  visit: z.number(),
  flowId: z.string(),
  connectionId: z.string().nullable(),
  trackingId: z.string(),
  channel: z.string(),
  purpose: z.string(),
  recipient: z.string(),
  preview: z.string(),
  state: z.enum(['reserved', 'sent', 'delivered', 'failed', 'unknown']),
  providerMessageId: z.string().nullable(),
  error: StepError.nullable(),
  priceVnd: z.number().nullable(),
  reservedAt: IsoTime,
  sentAt: IsoTime.nullable(),
  deliveredAt: IsoTime.nullable(),
  ratedStars: z.number().nullable(),
});
export type MessageView = z.infer<typeof MessageView>;

export const ListMessages = z.object({ flowId: Id.optional(), before: IsoTime.optional(), limit: PageSize });
export const MessagePage = z.object({ messages: z.array(MessageView), next: z.string().nullable() });

/** The send ledger, newest first. `next` goes in as `before` for the page after. */
export async function readMessages(ctx: MemberContext, input: z.infer<typeof ListMessages>): Promise<z.infer<typeof MessagePage>> {
  const rows = await ctx.services.db.messages.list({
    workspaceId: ctx.member.workspaceId,
    limit: input.limit,
    ...(input.flowId && { flowId: input.flowId }),
    ...(input.before && { before: new Date(input.before) }),
  });
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return { messages: rows.map(toMessageView), next: last ? iso(last.reservedAt) : null };
}

export function toMessageView(row: MessageRow): MessageView {
  const { workspaceId: _own, ...rest } = row;
  return { ...rest, reservedAt: iso(row.reservedAt), sentAt: isoOrNull(row.sentAt), deliveredAt: isoOrNull(row.deliveredAt) };
}

export const listMessages = memberProcedure
  .input(ListMessages)
  .output(MessagePage)
  .query(({ ctx, input }) => readMessages(ctx, input));
