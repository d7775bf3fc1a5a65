import type { Db, DueDelivery } from '@noi/db';
import { type Logger, NodeError, type Text } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import type { NoticeSender } from './createNoticeSender.ts';

export interface NoticeRound {
  readonly db: Pick<Db, 'alerts'>;
  readonly send: NoticeSender;
  readonly logger: Logger;
  readonly now: () => Date;
}

const atOnce = 50;
const leaseMs = 120_000;
const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;
/** About nine hours in all. */
const mostTries = 14;

const perhapsSent: Text = {
  vi: 'Không rõ tin này đã gửi được chưa. Nối không gửi lại để bạn khỏi nhận hai lần.',
  en: 'It is not known whether this went out. Nối does not send it again, so that you do not get it twice.',
};
const ours: Text = { vi: 'Nối gặp lỗi khi gửi cảnh báo này và sẽ thử lại.', en: 'Nối failed to send this alert and will try again.' };

/** One round of telling: makes deliveries of what is due, and tries those whose time has come. */
export async function deliverNotices({ db, send, logger, now }: NoticeRound): Promise<'again' | Date | null> {
  const told = await db.alerts.makeNotices({ now: now(), limit: atOnce });
  const due = await db.alerts.claimDeliveries({ now: now(), leaseUntil: new Date(now().getTime() + leaseMs), limit: atOnce });
  await Promise.all(
    due.map(async (delivery) => {
      await db.alerts.settleDelivery(delivery, await tryOnce(delivery, { send, logger, now }));
    }),
  );
  return told === atOnce || due.length === atOnce ? 'again' : await db.alerts.nextAt();
}

type End = Parameters<Db['alerts']['settleDelivery']>[1];

async function tryOnce(delivery: DueDelivery, { send, logger, now }: Omit<NoticeRound, 'db'>): Promise<End> {
  // Only webhooks carry a key by which their receiver knows a repeat.
  if (delivery.isInterrupted && delivery.channel !== 'webhook') return { state: 'failed', at: now(), problem: perhapsSent };
  try {
    await send(delivery);
    return { state: 'sent', at: now() };
  } catch (error) {
    const { workspaceId, alertId, channel, tries } = delivery;
    const problem = error instanceof NodeError ? error.text : ours;
    logger.warn({ workspaceId, alertId, channel, tries, err: error instanceof NodeError ? error.kind : describeError(error) }, 'an alert was not delivered');
    if (isFinal(error) || tries >= mostTries) return { state: 'failed', at: now(), problem };
    return { state: 'pending', nextAt: new Date(now().getTime() + Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs)), problem };
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof NodeError && ['invalid_input', 'rejected', 'unknown_outcome'].includes(error.kind);
}
