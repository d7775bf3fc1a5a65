import { Loop } from '../starts/Loop.ts';
import { type MailApproversOptions, mailApprovers } from './mailApprovers.ts';

/** Writes to those whom runs ask. Any number of workers may do so side by side. */
export interface ApprovalMails {
  start(): void;
  stop(): Promise<void>;
}

/** Builds the loop of letters to approvers, woken when a run asks and by time. */
export function createApprovalMails({ pollMs = 5_000, ...options }: MailApproversOptions & { readonly pollMs?: number }): ApprovalMails {
  const { db, logger, now } = options;
  const mails = new Loop({ name: 'approvals', logger, now, pollMs, round: () => mailApprovers(options) });
  let unlisten: (() => Promise<void>) | null = null;
  // The listener repairs its own connection; only the first one is ours to repeat.
  const ear = new Loop({
    ...{ name: 'approvals’ ear', logger, now, pollMs },
    async round() {
      unlisten ??= await db.approvals.onAsked(() => mails.ring());
      return null;
    },
  });

  return {
    start() {
      ear.start();
      mails.start();
    },
    async stop() {
      await Promise.all([ear.stop(), mails.stop()]);
      await unlisten?.().catch(() => undefined);
    },
  };
}
