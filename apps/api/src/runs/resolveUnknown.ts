import type { StepRunRow, WaitRow } from '@noi/db';
import { AppError } from '@noi/errors';
import type { AwaitAnswer } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Ok, ok } from '../trpc/wire.ts';
import { isAboutUnknown } from './questions.ts';
import { requireOpenRun } from './requireRun.ts';

export const ResolveUnknown = z.object({ runId: Id, token: z.string().max(400), decision: z.enum(['sent', 'resend', 'skip']) });
type Decision = z.infer<typeof ResolveUnknown>['decision'];

const answers: Readonly<Record<Decision, AwaitAnswer>> = {
  sent: { outcome: 'done', port: 'next', output: {} },
  resend: { outcome: 'again' },
  skip: {
    outcome: 'skipped',
    reason: {
      vi: 'Không rõ việc này đã xong hay chưa. Người phụ trách chọn bỏ qua và chạy tiếp.',
      en: 'It is not known whether this was done. A person chose to leave it and go on.',
    },
  },
};

/** A person says what became of a call of which nobody knows. The first answer counts. */
export async function resolveUnknown(ctx: MemberContext, { runId, token, decision }: z.infer<typeof ResolveUnknown>): Promise<z.infer<typeof Ok>> {
  const { db, now } = ctx.services;
  const { workspaceId } = await requireOpenRun(ctx, runId);
  const wait = await db.waits.get({ workspaceId, runId, token });
  if (wait === null || !isAboutUnknown(wait)) throw new AppError('run_not_waiting', { message: 'This step asks nothing' });
  const isFirst = await db.waits.answer({ workspaceId, runId, token, answer: answers[decision] });
  if (!isFirst) throw new AppError('run_not_waiting', { message: 'This question was answered already' });
  if (decision === 'sent') {
    const visit = (await db.runs.stepRuns({ workspaceId, runId })).find((row) => isAskedBy(row, wait));
    // A step that addresses nobody has no row in the ledger, and then nothing is settled.
    if (visit) await db.messages.settle({ workspaceId, runId, scope: visit.scope, stepId: visit.stepId, visit: visit.visit }, { state: 'sent', at: now() });
  }
  return ok;
}

function isAskedBy({ stepId, decisions }: StepRunRow, { stepId: asking, awaited }: WaitRow): boolean {
  return stepId === asking && awaited.kind === 'hold' && decisions.some(({ key }) => key === awaited.key);
}

export const resolveUnknownProcedure = memberProcedure
  .input(ResolveUnknown)
  .output(Ok)
  .mutation(({ ctx, input }) => resolveUnknown(ctx, input));
