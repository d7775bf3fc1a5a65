import { AppError } from '@noi/errors';
import { describeAlert } from '@noi/flow';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, isoOrNull, Ok, ok, Text } from '../trpc/wire.ts';

const Alert = z.object({
  id: z.string(),
  kind: z.enum(['runs_failed', 'connection_lost', 'trigger_quiet', 'outcome_unknown', 'test']),
  blame: z.enum(['shop', 'provider', 'us']),
  count: z.number(),
  words: z.object({ title: Text, detail: Text, todo: Text }),
  flowId: z.string().nullable(),
  openedAt: IsoTime,
  lastAt: IsoTime,
  isSeen: z.boolean(),
  isMuted: z.boolean(),
  resolvedAt: IsoTime.nullable(),
  /** Of the latest notice. */
  deliveries: z.array(
    z.object({
      channel: z.enum(['email', 'webhook', 'zalo']),
      target: z.string(),
      state: z.enum(['pending', 'sending', 'sent', 'failed']),
      problem: Text.nullable(),
    }),
  ),
});

/** What the shop was told about, what lasts first. */
export const listAlerts = memberProcedure.output(z.array(Alert)).query(async ({ ctx }) => {
  const rows = await ctx.services.db.alerts.list({ workspaceId: ctx.member.workspaceId, limit: 100 });
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, blame: row.blame, count: row.count, words: describeAlert(row), flowId: row.facts.flowId ?? null },
    ...{ openedAt: iso(row.openedAt), lastAt: iso(row.lastAt), isSeen: row.seenAt !== null, isMuted: row.mutedAt !== null },
    ...{ resolvedAt: isoOrNull(row.resolvedAt), deliveries: [...row.deliveries] },
  }));
});

/** For the bell. */
export const countUnseen = memberProcedure
  .output(z.object({ count: z.number() }))
  .query(async ({ ctx }) => ({ count: await ctx.services.db.alerts.countUnseen(ctx.member.workspaceId) }));

export const markSeen = memberProcedure.output(Ok).mutation(async ({ ctx }) => {
  await ctx.services.db.alerts.markSeen({ workspaceId: ctx.member.workspaceId, at: ctx.services.now() });
  return ok;
});

/** A muted alert goes on counting, but nobody is told. */
export const muteAlert = memberProcedure
  .input(z.object({ id: Id, isMuted: z.boolean() }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    const at = input.isMuted ? ctx.services.now() : null;
    const isFound = await ctx.services.db.alerts.setMuted({ workspaceId: ctx.member.workspaceId, id: input.id, at });
    if (!isFound) throw new AppError('not_found', { message: 'No such open alert' });
    return ok;
  });
