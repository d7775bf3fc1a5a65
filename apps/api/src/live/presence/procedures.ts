import { AppError } from '@noi/errors';
import { z } from 'zod';
import { memberProcedure } from '../../trpc/init.ts';
import { Id } from '../../trpc/wire.ts';

export const TabId = z.uuid();

/** Tells the others where this tab is: which flow it shows and which step is chosen there; no flow when it leaves. */
export const show = memberProcedure
  .input(z.object({ tabId: TabId, order: z.number().int().nonnegative(), flowId: Id.nullable(), stepId: z.string().max(40).nullable() }))
  .mutation(async ({ ctx: { member, services }, input: { tabId, order, flowId, stepId } }) => {
    const { workspaceId, userId, name } = member;
    if (userId === null) throw new AppError('forbidden', { message: 'Only people are shown to others' });
    await services.presence.show({ workspaceId, userId, tabId }, { order, at: flowId === null ? null : { flowId, stepId, name } });
  });

/** The other tabs that show a flow now; `isMe` marks those of the same person. */
export const people = memberProcedure
  .input(z.object({ flowId: Id, tabId: TabId }))
  .output(z.array(z.object({ tabId: z.string(), personId: z.string(), name: z.string(), isMe: z.boolean(), stepId: z.string().nullable() })))
  .query(async ({ ctx: { member, services }, input: { flowId, tabId } }) => {
    const present = await services.presence.at({ workspaceId: member.workspaceId, flowId });
    return present
      .filter((one) => one.tabId !== tabId)
      .map((one) => ({ tabId: one.tabId, personId: one.userId, name: one.name, isMe: one.userId === member.userId, stepId: one.stepId }));
  });
