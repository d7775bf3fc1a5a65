import type { FlowEditRow, FlowRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { applyCommand, FlowCommand, invertCommand } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id } from '../trpc/wire.ts';
import { keyOf, requireFlow } from './requireFlow.ts';

const SentEdit = z.object({
  /** Chosen by the sender; a repeated send of it changes nothing. */
  clientKey: z.string().min(1).max(80),
  command: FlowCommand,
  kind: z.enum(['do', 'undo', 'redo']).default('do'),
  of: z.number().int().optional(),
});
const Edits = z.object({ id: Id, baseRevision: z.number().int().min(0), edits: z.array(SentEdit).min(1).max(200) });
type SentEdit = z.infer<typeof SentEdit>;

/**
 * Applies commands to the stored draft, each of them as one revision. All or nothing.
 *
 * An answer that was lost is safe to ask for again: edits whose client key is known are left out, and a base that only
 * those edits made old is no conflict.
 */
export async function applyEdits(ctx: MemberContext, request: z.infer<typeof Edits>): Promise<{ revision: number }> {
  const { db } = ctx.services;
  const flow = await requireFlow(ctx, request.id);
  const known = await knownEdits(ctx, flow, request.edits);
  const fresh = request.edits.filter((edit) => !known.has(edit.clientKey));
  if (fresh.length === 0) return { revision: Math.max(...known.values()) };

  const base = Math.max(request.baseRevision, ...known.values());
  if (base !== flow.revision) throw new AppError('revision_conflict', { message: 'The draft was changed elsewhere', revision: flow.revision });

  let graph = flow.graph;
  const edits: Omit<FlowEditRow, 'revision' | 'at'>[] = [];
  for (const { command, kind, of, clientKey } of fresh) {
    edits.push({ command, inverse: invertCommand(graph, command), kind, of: of ?? null, clientKey, userId: ctx.member.userId });
    graph = applyCommand(graph, command);
  }
  const stored = await db.flows.edit(keyOf(flow), { baseRevision: base, graph, edits });
  return { revision: stored.revision };
}

async function knownEdits(ctx: MemberContext, flow: FlowRow, sent: readonly SentEdit[]): Promise<ReadonlyMap<string, number>> {
  const keys = new Set(sent.map((edit) => edit.clientKey));
  const recent = await ctx.services.db.flows.edits({ workspaceId: flow.workspaceId, id: flow.id, limit: 400 });
  return new Map(recent.filter((edit) => keys.has(edit.clientKey)).map((edit) => [edit.clientKey, edit.revision]));
}

export const applyEditsProcedure = memberProcedure
  .input(Edits)
  .output(z.object({ revision: z.number() }))
  .mutation(({ ctx, input }) => applyEdits(ctx, input));
