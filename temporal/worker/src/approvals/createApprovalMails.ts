import { Loop } from '../loops/Loop.ts';
import { wokenLoops } from '../loops/wokenLoops.ts';
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
  return wokenLoops({ name: 'approvals’ ear', logger, now, pollMs, loops: [mails], listen: (wake) => db.approvals.onAsked(wake) });
}
