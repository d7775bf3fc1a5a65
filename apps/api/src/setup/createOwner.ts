import { AppError } from '@noi/errors';
import { z } from 'zod';
import { openShop } from '../auth/openShop.ts';
import { publicProcedure } from '../trpc/init.ts';
import { Ok, ok } from '../trpc/wire.ts';

const Owner = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(200),
  password: z.string().min(10).max(128),
  shopName: z.string().trim().min(1).max(120),
});

/** Makes the first owner and their shop; closed for good once anyone exists. */
export const createOwner = publicProcedure
  .input(Owner)
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    if (await ctx.services.db.workspaces.hasAnyUser()) throw new AppError('setup_closed', { message: 'An owner exists already' });
    await openShop(ctx.services, input);
    return ok;
  });
