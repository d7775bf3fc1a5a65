import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { changesOf } from './changesOf.ts';
import { TabId } from './presence/procedures.ts';

const Change = z.object({ kind: z.enum(['run', 'message', 'event', 'flow', 'connection', 'alert', 'broadcast', 'presence']), id: z.string() });

/** Which records of the shop changed, as they change. Ids only: the browser reads again what it shows. A tab that names itself is seen by others until this line ends. */
export const watchChanges = memberProcedure.input(z.object({ tabId: TabId }).optional()).subscription(async function* ({ ctx, input, signal }) {
  const { workspaceId, userId } = ctx.member;
  const { db, presence } = ctx.services;
  const endLine = input && userId !== null ? presence.lineOpen({ workspaceId, userId, tabId: input.tabId }) : null;
  try {
    for await (const change of changesOf({ changes: db.changes, presence }, workspaceId, signal)) yield Change.parse(change);
  } finally {
    await endLine?.();
  }
});
