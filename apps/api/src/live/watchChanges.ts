import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { changesOf } from './changesOf.ts';

const Change = z.object({ kind: z.enum(['run', 'message', 'event', 'flow', 'connection', 'alert', 'broadcast']), id: z.string() });

/** Which records of the shop changed, as they change. Ids only: the browser reads again what it shows. */
export const watchChanges = memberProcedure.subscription(async function* ({ ctx, signal }) {
  for await (const change of changesOf(ctx.services.db.changes, ctx.member.workspaceId, signal)) {
    yield Change.parse(change);
  }
});
