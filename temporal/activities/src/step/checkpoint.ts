import type { StepDecision, StepRunRow } from '@noi/db';
import type { ExecuteResult } from '@noi/flow';

/** The end that the step run's row already holds for this attempt, or `null` when the try has yet to be made. */
export function answerFrom(row: StepRunRow, attempt: number): ExecuteResult | null {
  switch (row.state) {
    case 'done':
      return { outcome: 'done', output: row.output ?? {} };
    case 'skipped':
      return { outcome: 'skipped', reason: row.reason ?? { vi: 'Bước này được bỏ qua.', en: 'This step was skipped.' } };
    case 'stopped':
      return { outcome: 'skipped', reason: { vi: 'Lượt chạy đã dừng trước khi bước này chạy.', en: 'The run was stopped before this step ran.' } };
    case 'failed':
    case 'retrying':
      return row.error && row.attempt >= attempt ? { outcome: 'failed', error: row.error } : null;
    case 'running':
    case 'waiting':
      return null;
  }
}

/** When another process began a try that has no end in the row; `null` when there is none. `ours` is the beginning that we wrote ourselves. */
export function openSince(row: StepRunRow | null, ours: Date): Date | null {
  if (row?.state !== 'running') return null;
  const open = row.attempts.filter((attempt) => attempt.endedAt === null && Date.parse(attempt.startedAt) !== ours.getTime()).at(-1);
  return open ? new Date(open.startedAt) : null;
}

/** When the call began of which it was still to be found out, as the step was put off, whether it was made; `null` when there is none. */
export function doubtIn(decisions: readonly StepDecision[]): Date | null {
  const since = decisions.at(-1)?.doubtSince;
  return since === undefined ? null : new Date(since);
}
