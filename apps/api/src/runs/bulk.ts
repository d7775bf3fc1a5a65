import type { BulkRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, Ok, ok } from '../trpc/wire.ts';
import { RunFilterInput, readFilter } from './runFilter.ts';

const BulkView = z.object({
  id: z.string(),
  action: z.enum(['stop', 'retry', 'continue']),
  /** Until it starts it can be called off. */
  state: z.enum(['planned', 'running', 'done', 'cancelled']),
  startsAt: IsoTime,
  /** Null where they are too many to be counted before. */
  total: z.number().nullable(),
  done: z.number(),
  leftOut: z.number(),
});

/** Time to change one's mind. */
const delayMs = 10_000;
/** One that ended longer ago is nobody's news. */
const shownMs = 3_600_000;

function toView({ cancelledAt, endedAt, startsAt, askedBy: _askedBy, ...row }: BulkRow, now: Date): z.infer<typeof BulkView> {
  const ended = cancelledAt ? 'cancelled' : 'done';
  const state = endedAt ? ended : startsAt > now ? 'planned' : 'running';
  return { ...row, state, startsAt: iso(startsAt) };
}

/** Does the same to all runs that are meant: to some that were chosen, or to a whole filter. Workers see to it, after a time in which it can be called off. */
export const askBulk = memberProcedure
  .input(z.object({ action: BulkView.shape.action, filter: RunFilterInput, ids: z.array(Id).min(1).max(500).optional() }))
  .output(BulkView)
  .mutation(async ({ ctx, input: { action, filter, ids } }) => {
    const { db, now } = ctx.services;
    const { workspaceId, email } = ctx.member;
    const at = now();
    const meant = ids === undefined ? await readFilter(ctx, filter) : { ids };
    return toView(await db.bulk.ask({ workspaceId, action, filter: meant, askedBy: email, at, startsAt: new Date(at.getTime() + delayMs) }), at);
  });

/** How far the latest one of the shop is; null when there is none of late. */
export const latestBulk = memberProcedure.output(BulkView.nullable()).query(async ({ ctx }) => {
  const { db, now } = ctx.services;
  const row = await db.bulk.latest({ workspaceId: ctx.member.workspaceId });
  const isOld = row?.endedAt !== undefined && row.endedAt !== null && now().getTime() - row.endedAt.getTime() > shownMs;
  return row === null || isOld ? null : toView(row, now());
});

export const cancelBulk = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    const { db, now } = ctx.services;
    const isOff = await db.bulk.cancel({ workspaceId: ctx.member.workspaceId, id: input.id, at: now() });
    if (!isOff) throw new AppError('bulk_begun', { message: 'It has begun, or is over' });
    return ok;
  });
