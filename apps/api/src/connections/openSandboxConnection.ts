import { AppError } from '@noi/errors';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';

/** Opens an account at the provider's emulator and stores it as a connection: nothing leaves this machine. */
export const openSandboxConnection = memberProcedure
  .input(z.object({ type: z.string().max(80) }))
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { connections, catalog, config } = ctx.services;
    const packageId = catalog.packageOf(input.type)?.id;
    if (packageId === undefined) throw new AppError('node_unknown', { message: `No installed package has the connection "${input.type}"`, type: input.type });
    const row = await connections.openSandbox({
      workspaceId: ctx.member.workspaceId,
      packageId,
      type: input.type,
      doorBaseUrl: `${config.publicUrl}/hooks`,
    });
    return { id: row.id };
  });
