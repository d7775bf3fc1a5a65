import type { Db, RetryBatch, RetryItem } from '@noi/db';
import { decideRetry } from '@noi/flow';
import type { Logger, Text } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { isEventsFault as isRunsFault } from '../dispatch/faults.ts';
import { planRetry } from './planRetry.ts';

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

async function beginAgain(round: Round, batch: RetryBatch, item: RetryItem): Promise<void> {
  const { id, workspaceId } = batch;
  const reason = await begin(round, batch, item);
  if (reason !== null) await round.db.retries.leave({ workspaceId, id, nr: item.nr, reason });
}

/** Answers with why the run was not begun. One that our own code stumbles over, or whose data the database refuses, would else hold up all behind it for ever. */
async function begin({ db, logger }: Round, { id, workspaceId, version, resendUnknown }: RetryBatch, { nr, runId }: RetryItem): Promise<Text | null> {
  try {
    const planned = await planRetry(db, { workspaceId, runId, version, resendUnknown });
    if ('reason' in planned) return planned.reason;
    return (await db.retries.begin({ workspaceId, id, nr, restart: planned.restart })) ? null : taken;
  } catch (error) {
    if (!isRunsFault(error)) throw error;
    logger.warn({ runId, err: describeError(error) }, 'a failed run could not be done again');
    return broken;
  }
}

const taken: Text = { vi: 'Lượt chạy này đã được chạy lại.', en: 'This run was restarted already.' };
const broken: Text = {
  vi: 'Nối gặp sự cố khi chuẩn bị chạy lại lượt này. Hãy mở lượt chạy để chạy lại từ một bước khác, hoặc gửi mã lượt chạy cho bộ phận hỗ trợ.',
  en: 'Something went wrong on our side in preparing this run. Open the run to restart it from another step, or send its id to support.',
};
