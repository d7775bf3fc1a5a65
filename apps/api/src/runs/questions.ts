import type { WaitRow } from '@noi/db';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { iso } from '../trpc/wire.ts';
import { type QuestionView, RunView, toRunView } from './runViews.ts';

/** Of the keys of such holds. */
export const unknownPrefix = 'unknown:';

export function isAboutUnknown({ awaited, answer, closedAt }: WaitRow): boolean {
  return awaited.kind === 'hold' && awaited.key.startsWith(unknownPrefix) && answer === null && closedAt === null;
}

export function toQuestionViews(holds: readonly WaitRow[]): QuestionView[] {
  return holds.flatMap((hold) =>
    isAboutUnknown(hold) && hold.awaited.kind === 'hold'
      ? [{ token: hold.token, stepId: hold.stepId, reason: hold.awaited.reason, since: iso(hold.createdAt) }]
      : [],
  );
}

/** Most that are looked at on one page. */
const most = 200;

/** Runs in which a person is asked what became of a call, the longest waiting first. */
export const listQuestions = memberProcedure.output(z.object({ runs: z.array(RunView) })).query(async ({ ctx }) => {
  const { workspaceId } = ctx.member;
  const { db } = ctx.services;
  const holds = await db.waits.listHeld({ workspaceId, prefix: unknownPrefix, limit: most });
  const runs = await Promise.all([...new Set(holds.map(({ runId }) => runId))].map((id) => db.runs.get({ workspaceId, id })));
  return { runs: runs.flatMap((run) => (run === null ? [] : [toRunView(run)])) };
});
