import type { FlowRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, IsoTime, iso, Ok, ok } from '../trpc/wire.ts';
import { requireFlow } from './requireFlow.ts';

/** How long a publish can be called off for the runs under way; until then none of them is touched. */
export const undoForMs = 15_000;

/** How far the runs of former versions are that a publish moves or ends. */
export const MoveView = z.object({
  id: z.string(),
  /** The version that they go to. */
  versionId: z.string(),
  total: z.number(),
  done: z.number(),
  /** Of those that are done: they had gone on to another step, or to their end, when it was their turn, and kept their version. */
  kept: z.number(),
  /** Until then it can be called off. */
  startsAt: IsoTime,
  state: z.enum(['planned', 'moving', 'done', 'cancelled']),
});

/** The flow's latest one; null when there never was one. */
export async function readMove(ctx: MemberContext, flow: Pick<FlowRow, 'id' | 'workspaceId'>): Promise<z.infer<typeof MoveView> | null> {
  const { db, now } = ctx.services;
  const move = await db.moves.latest({ workspaceId: flow.workspaceId, flowId: flow.id, at: now() });
  return move && { ...move, startsAt: iso(move.startsAt) };
}

export const MoveOfFlow = z.object({ move: MoveView.nullable() });

export async function readMoveOf(ctx: MemberContext, id: string): Promise<z.infer<typeof MoveOfFlow>> {
  return { move: await readMove(ctx, await requireFlow(ctx, id)) };
}

/** All runs keep their version after all. The version itself stays published. */
export async function cancelMove(ctx: MemberContext, id: string): Promise<z.infer<typeof Ok>> {
  const { db, now } = ctx.services;
  const flow = await requireFlow(ctx, id);
  const key = { workspaceId: flow.workspaceId, flowId: flow.id };
  const move = await db.moves.latest({ ...key, at: now() });
  if (move === null) throw new AppError('not_found', { message: 'Nothing was to be moved' });
  if (move.state === 'cancelled') return ok;
  if (await db.moves.cancel({ workspaceId: flow.workspaceId, id: move.id, at: now() })) return ok;
  throw new AppError('move_begun', { message: 'Runs are being moved already', done: move.done, total: move.total });
}

export const moveOfFlow = memberProcedure
  .input(z.object({ id: Id }))
  .output(MoveOfFlow)
  .query(({ ctx, input }) => readMoveOf(ctx, input.id));

export const cancelMoveProcedure = memberProcedure
  .input(z.object({ id: Id }))
  .output(Ok)
  .mutation(({ ctx, input }) => cancelMove(ctx, input.id));
