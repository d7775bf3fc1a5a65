import { newWebhookSecret } from '@noi/connections';
import type { AlertChannels } from '@noi/db';
import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { adminProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';

const Channels = z.object({
  email: z.object({ connectionId: Id, to: z.array(z.email()).min(1).max(10) }).nullable(),
  webhook: z.object({ url: z.url({ protocol: /^https?$/ }).max(500) }).nullable(),
  zalo: z.object({ connectionId: Id, userId: z.string().trim().min(1).max(100) }).nullable(),
});

const Settings = z.object({
  channels: Channels,
  quietMinutes: z.int().min(5).max(10_080),
  stepDataDays: z.int().min(7).max(3_650),
  eventDays: z.int().min(30).max(3_650),
});

/** Where the shop is told, and how long its data is kept. */
export const getWatchSettings = adminProcedure.output(Settings.extend({ hasSecret: z.boolean() })).query(async ({ ctx }) => {
  const { channels, sealedSecret, ...rest } = await ctx.services.db.alerts.settings(ctx.member.workspaceId);
  const { email, webhook, zalo } = channels;
  return {
    ...rest,
    channels: { email: email ? { ...email, to: [...email.to] } : null, webhook: webhook ?? null, zalo: zalo ?? null },
    hasSecret: sealedSecret !== null,
  };
});

/** Saves them; the webhook's secret is made with its first address and told only then. */
export const saveWatchSettings = adminProcedure
  .input(Settings)
  .output(z.object({ secret: z.string().nullable() }))
  .mutation(async ({ ctx, input }) => {
    const { workspaceId } = ctx.member;
    const { email, webhook, zalo } = input.channels;
    if (email) await requireAccount(ctx, { id: email.connectionId, type: 'core.smtp' });
    if (zalo) await requireAccount(ctx, { id: zalo.connectionId, type: 'zalo.oa' });
    const channels: AlertChannels = { ...(email && { email }), ...(webhook && { webhook }), ...(zalo && { zalo }) };
    const { sealedSecret } = await ctx.services.db.alerts.settings(workspaceId);
    const made = webhook && sealedSecret === null ? newWebhookSecret(ctx.services.seal, workspaceId) : null;
    await ctx.services.db.alerts.saveSettings(workspaceId, { ...input, channels, ...(made && { sealedSecret: made.sealed }) });
    return { secret: made?.secret ?? null };
  });

/** Another secret in place of the old one, which ends at once. */
export const renewWebhookSecret = adminProcedure.output(z.object({ secret: z.string() })).mutation(async ({ ctx }) => {
  const { workspaceId } = ctx.member;
  const settings = await ctx.services.db.alerts.settings(workspaceId);
  const { secret, sealed } = newWebhookSecret(ctx.services.seal, workspaceId);
  await ctx.services.db.alerts.saveSettings(workspaceId, { ...settings, sealedSecret: sealed });
  return { secret };
});

/** Sends a test notice to every channel; `isSent` is false where none is set. */
export const testChannels = adminProcedure.output(z.object({ isSent: z.boolean() })).mutation(async ({ ctx }) => ({
  isSent: await ctx.services.db.alerts.sendTest({ workspaceId: ctx.member.workspaceId, at: ctx.services.now() }),
}));

async function requireAccount(ctx: MemberContext, { id, type }: { id: string; type: string }): Promise<void> {
  const connection = await ctx.services.db.connections.get({ workspaceId: ctx.member.workspaceId, id });
  if (connection?.type !== type) throw new AppError('connection_missing', { message: `The shop has no such ${type} connection` });
}
