import { type BusinessEvent, EventType } from '@noi/events';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, PageSize } from '../trpc/wire.ts';

const isRecord = (value: unknown) => typeof value === 'object' && value !== null;
export const EventView = z.custom<BusinessEvent>(isRecord);

/** What happened in the shop, newest first. `next` goes in as `before` for the page after. */
export const listEvents = memberProcedure
  .input(z.object({ type: EventType.optional(), before: Id.optional(), limit: PageSize }))
  .output(z.object({ events: z.array(EventView), next: z.string().nullable() }))
  .query(async ({ ctx, input }) => {
    const events = await ctx.services.db.events.list({
      workspaceId: ctx.member.workspaceId,
      limit: input.limit,
      ...(input.type && { type: input.type }),
      ...(input.before && { before: input.before }),
    });
    const last = events.length === input.limit ? events.at(-1) : undefined;
    return { events: [...events], next: last?.id ?? null };
  });
