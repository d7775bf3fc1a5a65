import { AppError } from '@noi/errors';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { ListText, openList } from './openList.ts';

const nothingFits = {
  vi: 'Không dòng nào gửi được. Kiểm tra lại cột số điện thoại và các dòng bị loại.',
  en: 'No row can be sent. Check the column of phones and the rows that were turned away.',
};

/** Sends a live flow to every row of a list, so many a minute. Rows that cannot go out are kept beside it. */
export const createBroadcast = memberProcedure
  .input(ListText.extend({ flowId: Id, name: z.string().trim().min(1).max(120), perMinute: z.number().int().min(1).max(6_000) }))
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { db, now } = ctx.services;
    const flow = await requireFlow(ctx, input.flowId);
    if (flow.status !== 'live') throw new AppError('flow_not_live', { message: 'The flow is not live' });
    const { columns, accepted, rejected } = await openList(flow, input);
    if (accepted.length === 0) throw new AppError('invalid_request', { message: 'No row of the list can go out', reason: nothingFits });
    const { workspaceId, id: flowId } = flow;
    const { name, perMinute } = input;
    const id = await db.broadcasts.create({ workspaceId, flowId, name, perMinute, columns, accepted, rejected, createdBy: ctx.member.userId, at: now() });
    return { id };
  });
