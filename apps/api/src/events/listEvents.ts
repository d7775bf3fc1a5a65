import { type BusinessEvent, EventType } from '@noi/events';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, PageSize } from '../trpc/wire.ts';

/** Payloads were checked when they were stored. */
export const EventView = z.custom<BusinessEvent>((value) => typeof value === 'object' && value !== null);
export const ListEvents = z.object({ type: EventType.optional(), before: Id.optional(), limit: PageSize });
export const EventPage = z.object({ events: z.array(EventView), next: z.string().nullable() });

/** What happened in the shop, newest first. `next` goes in as `before` for the page after. */
export async function readEvents(ctx: MemberContext, input: z.infer<typeof ListEvents>): Promise<z.infer<typeof EventPage>> {
  const events = await ctx.services.db.events.list({
    workspaceId: ctx.member.workspaceId,
    limit: input.limit,
    ...(input.type && { type: input.type }),
    ...(input.before && { before: input.before }),
  });
  const last = events.length === input.limit ? events.at(-1) : undefined;
  return { events: [...events], next: last?.id ?? null };
}

export const listEvents = memberProcedure
  .input(ListEvents)
  .output(EventPage)
  .query(({ ctx, input }) => readEvents(ctx, input));
