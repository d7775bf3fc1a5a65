import { randomUUID } from 'node:crypto';
import { AppError } from '@noi/errors';
import { FlowGraph } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { Id } from '../trpc/wire.ts';
import { applyEdits } from './applyEdits.ts';
import { diffGraph } from './diffGraph.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

export const ReplaceGraph = z.object({
  id: Id,
  graph: FlowGraph,
  name: z.string().trim().min(1).max(120).optional(),
  /** Refuses the change when the draft has moved on; without it the last writer wins. */
  revision: z.number().int().min(0).optional(),
});

/** Makes the draft equal to a whole document, as one edit that can be undone. */
export async function replaceGraph(ctx: MemberContext, request: z.infer<typeof ReplaceGraph>): Promise<{ revision: number }> {
  const flow = await requireFlow(ctx, request.id);
  const misnamed = Object.entries(request.graph.steps).find(([key, step]) => key !== step.id);
  if (misnamed) throw new AppError('invalid_request', { message: `Step "${misnamed[0]}" carries another id`, field: `steps.${misnamed[0]}.id` });
  if (request.name && request.name !== flow.name) await ctx.services.db.flows.rename(keyOf(flow), request.name);

  const commands = diffGraph(flow.graph, request.graph);
  const baseRevision = request.revision ?? flow.revision;
  if (baseRevision !== flow.revision) throw new AppError('revision_conflict', { message: 'The draft was changed elsewhere', revision: flow.revision });
  if (commands.length === 0) return { revision: flow.revision };
  return applyEdits(ctx, { id: flow.id, baseRevision, edits: [{ clientKey: randomUUID(), kind: 'do', command: { type: 'batch', commands } }] });
}
