import { BroadcastColumn } from '@noi/flow';
import { z } from 'zod';
import { requireFlow } from '../flows/requireFlow.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { ListColumnView, RejectedRowView, toColumns } from './broadcastViews.ts';
import { ListText, openList } from './openList.ts';

const shown = 5;

/** What would go out and what would not, before anything does. Keeps nothing. */
export const previewList = memberProcedure
  .input(ListText.extend({ flowId: Id }))
  .output(
    z.object({
      columns: z.array(ListColumnView),
      /** What the flow knows of its lists, for choosing which column is which. */
      known: z.array(BroadcastColumn),
      accepted: z.number(),
      rejected: z.number(),
      rows: z.array(z.record(z.string(), z.string())),
      rejectedRows: z.array(RejectedRowView),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const list = await openList(await requireFlow(ctx, input.flowId), input);
    return {
      columns: toColumns(list.columns),
      known: [...list.known],
      accepted: list.accepted.length,
      rejected: list.rejected.length,
      rows: list.accepted.slice(0, shown).map(({ row }) => ({ ...row })),
      rejectedRows: list.rejected.slice(0, shown).map((row) => ({ ...row, cells: [...row.cells] })),
    };
  });
