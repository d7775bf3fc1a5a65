import type { Db, RetryBatch, RetryItem } from '@noi/db';
import { decideRetry, failedPlace, planRestart } from '@noi/flow';
import type { Logger, Text } from '@noi/node-sdk';

interface Round {
  readonly db: Pick<Db, 'retries' | 'restarts'>;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Beginning fifty runs takes seconds; whoever dies over it is followed by another worker after this time. */
const leaseMs = 30_000;
const shortestLookMs = 500;
const longestLookMs = 60_000;

/** One round: sees to one batch of failed runs that is due. A crash anywhere begins no run twice: a run and the note of it are one transaction. */
export async function runRetries(round: Round): Promise<'again' | Date | null> {
  const { db, now, logger } = round;
  const batch = await db.retries.take({ now: now(), leaseMs });
  if (batch === null) return await db.retries.nextAt();
  const { id, workspaceId, counts, firstCount: first } = batch;
  const decision = decideRetry({ ...counts, first, phase: batch.state === 'running' ? 'running' : 'trying' });
  const begin = 'begin' in decision ? decision.begin : 0;
  for (const item of begin > 0 ? await db.retries.pending({ workspaceId, id, limit: begin }) : []) await beginAgain(round, batch, item);
  const at = now();
  // A run may wait for days in a back-off: the longer it lasts, the more rarely one looks.
  const pauseMs = begin > 0 ? shortestLookMs : Math.min(longestLookMs, Math.max(shortestLookMs, (at.getTime() - batch.createdAt.getTime()) / 20));
  await db.retries.advance({ workspaceId, id, state: decision.next, nextAt: new Date(at.getTime() + pauseMs), at });
  logger.debug({ retryId: id, state: decision.next, begin }, 'failed runs are done again');
  return 'again';
}

async function beginAgain({ db }: Round, { id, workspaceId, version, resendUnknown }: RetryBatch, { nr, runId }: RetryItem): Promise<void> {
  const leave = (reason: Text) => db.retries.leave({ workspaceId, id, nr, reason });
  const story = await db.restarts.story({ workspaceId, runId, version });
  if (story === null || story.prunedAt !== null) return leave(reasons.pruned);
  if (story.version === null) return leave(reasons.planGone);
  const { plan, id: versionId } = story.version;
  const from = failedPlace(plan, story.rows);
  const planned = from && planRestart({ ...story, plan, from });
  if (from === null || planned === null) return leave(reasons.stepGone);
  if (planned.again.length > 0 && !resendUnknown) return leave(reasons.maybeSent);
  const restart = { former: story.run, from, versionId, plan, carry: planned.state, kept: planned.kept };
  if (!(await db.retries.begin({ workspaceId, id, nr, restart }))) await leave(reasons.taken);
}

const reasons = {
  pruned: { vi: 'Dữ liệu của lượt chạy này đã được xoá vì quá hạn lưu.', en: 'The data of this run was deleted because of its age.' },
  planGone: { vi: 'Phiên bản quy trình của lượt chạy này không còn nữa.', en: 'The version of the flow that this run walked is gone.' },
  stepGone: {
    vi: 'Bước bị lỗi không còn ở chỗ cũ trong phiên bản đang chạy. Mở lượt chạy để chạy lại từ một bước khác.',
    en: 'The step that failed is not in its place in the live version. Open the run to restart it from another step.',
  },
  maybeSent: {
    vi: 'Có tin nhắn đã gửi, hoặc có thể đã gửi, nên không tự gửi lại. Mở lượt chạy để quyết định.',
    en: 'A message went out, or may have, so it is not sent again by itself. Open the run to decide.',
  },
  taken: { vi: 'Lượt chạy này đã được chạy lại.', en: 'This run was restarted already.' },
} as const satisfies Record<string, Text>;
