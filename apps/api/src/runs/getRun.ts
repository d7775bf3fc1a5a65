import { AppError } from '@noi/errors';
import { z } from 'zod';
import { toMessageView } from '../messages/listMessages.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, iso } from '../trpc/wire.ts';
import { toQuestionViews, unknownPrefix } from './questions.ts';
import { requireRun } from './requireRun.ts';
import { RunDetail, toRunView, toStepRunView } from './runViews.ts';

/** One run with its version's graph, its steps, its messages and the event that started it. */
export async function readRun(ctx: MemberContext, id: string): Promise<RunDetail> {
  const { db } = ctx.services;
  const { workspaceId } = ctx.member;
  const run = await requireRun(ctx, id);
  const [version, steps, messages, event, holds, { parent, children, held }, relatives, turn, moves, keys] = await Promise.all([
    db.flows.version({ workspaceId, versionId: run.versionId }),
    db.runs.stepRuns({ workspaceId, runId: id }),
    db.messages.list({ workspaceId, runId: id, limit: 200 }),
    db.events.get({ workspaceId, id: run.eventId }),
    db.waits.listHeld({ workspaceId, runId: id, prefix: unknownPrefix, limit: 200 }),
    db.calls.around({ workspaceId, runId: id }),
    db.restarts.relatives({ workspaceId, runId: id }),
    run.state === 'queued' ? db.entry.turnOf({ workspaceId, runId: id }) : null,
    db.moves.of({ workspaceId, runId: id }),
    db.journeys.keysOf({ workspaceId, runId: id }),
  ]);
  if (!version) throw new AppError('not_found', { message: 'The version of this run is gone' });
  return {
    run: { ...toRunView(run), planHash: run.planHash, isPruned: run.prunedAt !== null },
    graph: version.graph,
    steps: steps.map(toStepRunView),
    messages: messages.map(toMessageView),
    event,
    questions: toQuestionViews(holds),
    about: { phone: after(keys, 'customer:'), orderCode: after(keys, 'order:') },
    parent,
    restartOf: relatives.of,
    restarts: [...relatives.as],
    turn: turn && { ...turn, running: [...turn.running] },
    moves: moves.map(({ version: number, at }) => ({ version: number, at: iso(at) })),
    children: children.map(({ runId, flowName, state, stepId }) => ({ runId, flowName, state, stepId })),
    heldCalls: held.map(({ token, flowId, flowName }) => ({ token, flowId, flowName })),
  };
}

function after(keys: readonly string[], prefix: string): string | null {
  return keys.find((key) => key.startsWith(prefix))?.slice(prefix.length) ?? null;
}

export const getRun = memberProcedure
  .input(z.object({ id: Id }))
  .output(RunDetail)
  .query(({ ctx, input }) => readRun(ctx, input.id));
