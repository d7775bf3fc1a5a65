import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { RunFilterInput } from './runFilter.ts';

const SavedFilter = z.object({ id: z.string(), name: z.string(), filter: RunFilterInput });
const Named = z.object({ name: z.string().trim().min(1).max(60), filter: RunFilterInput });

/** A key of the public API is nobody who comes back to a list. */
function ownerOf({ member }: MemberContext): { workspaceId: string; userId: string } {
  if (member.userId === null) throw new AppError('forbidden', { message: 'Only people save filters' });
  return { workspaceId: member.workspaceId, userId: member.userId };
}

/** What this member saved, by name. What a newer form of the filter does not know any more is left out. */
export const listSavedFilters = memberProcedure.output(z.array(SavedFilter)).query(async ({ ctx }) => {
  const rows = await ctx.services.db.savedFilters.list(ownerOf(ctx));
  return rows.flatMap(({ id, name, filter }) => {
    const known = RunFilterInput.safeParse(filter);
    return known.success ? [{ id, name, filter: known.data }] : [];
  });
});

export const saveFilter = memberProcedure
  .input(Named)
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    await ctx.services.db.savedFilters.save(ownerOf(ctx), input);
    return ok;
  });

export const removeSavedFilter = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(async ({ ctx, input }) => {
    await ctx.services.db.savedFilters.remove({ ...ownerOf(ctx), id: input.id });
    return ok;
  });
