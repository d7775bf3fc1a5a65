import { createHash, randomBytes } from 'node:crypto';
import type { Catalog } from '@noi/catalog';
import type { Db, DueNotice } from '@noi/db';
import { approvalLetter } from '@noi/flow';
import { type Logger, NodeError, noFiles } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import type { ActivityDeps } from '@noi/temporal-activities';

export interface MailApproversOptions {
  readonly db: Pick<Db, 'approvals' | 'alerts' | 'connections' | 'workspaces'>;
  readonly catalog: Pick<Catalog, 'actionDefinition'>;
  readonly connections: ActivityDeps['connections'];
  /** Where browsers reach the product, without a trailing slash. */
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Longer than all mails of a round take; whom a dead worker, or a mail server that is away, left out is written to after it. */
const leaseMs = 120_000;
const atOnce = 20;
const mailNode = 'core.sendEmail';
const mailType = 'core.smtp';
const addressMs = 5 * 60_000;
const finalKinds: ReadonlySet<string> = new Set(['invalid_input', 'rejected', 'unknown_outcome', 'timeout', 'bug']);

/** One round of letters to those whom runs ask: the first, and reminders to who is silent. Each letter carries a link of its own. */
export async function mailApprovers(options: MailApproversOptions): Promise<'again' | null> {
  const { db, now } = options;
  const due = await db.approvals.takeDue({ now: now(), leasedUntil: new Date(now().getTime() + leaseMs), limit: atOnce });
  await Promise.all(due.map((notice) => mailOne(notice, options)));
  return due.length === atOnce ? 'again' : null;
}

async function mailOne(notice: DueNotice, options: MailApproversOptions): Promise<void> {
  const { db, logger, now } = options;
  const { workspaceId, runId, token, nr, to, asked } = notice;
  const key = { workspaceId, runId, token };
  const next = asked.remindEveryMs === undefined ? null : new Date(now().getTime() + asked.remindEveryMs);
  if (to.length === 0) return await db.approvals.endNotice({ ...key, next });
  const connectionId = await mailAccount(workspaceId, options);
  // A shop without a mailbox asks in the browser alone; should it get one, those who are still asked are written to.
  if (connectionId === null) return await db.approvals.endNotice({ ...key, next: new Date(now().getTime() + addressMs) });

  const timezone = (await db.workspaces.get(workspaceId))?.timezone ?? 'Asia/Ho_Chi_Minh';
  let left = to.length;
  for (const email of to) {
    const problem = await send(notice, { email, connectionId, timezone }, options);
    // Not final: the lease ends, and the next round takes up whoever has no letter yet.
    if (problem === 'later') continue;
    left -= 1;
    await db.approvals.noteMail({ ...key, nr, email, at: now(), ...(problem === null ? {} : { problem }), ...(left === 0 ? { next } : {}) });
  }
  if (left > 0) logger.info({ runId, left }, 'letters to approvers wait for the mail server');
}

/** The account with which the shop is told of alerts, else its first mailbox. */
async function mailAccount(workspaceId: string, { db }: MailApproversOptions): Promise<string | null> {
  const [{ channels }, accounts] = await Promise.all([db.alerts.settings(workspaceId), db.connections.list(workspaceId)]);
  const mailboxes = accounts.filter(({ type }) => type === mailType);
  return (mailboxes.find(({ id }) => id === channels.email?.connectionId) ?? mailboxes.find(({ state }) => state === 'ok') ?? mailboxes[0])?.id ?? null;
}

async function send(
  notice: DueNotice,
  { email, connectionId, timezone }: { email: string; connectionId: string; timezone: string },
  { db, catalog, connections, publicUrl, logger, now }: MailApproversOptions,
) {
  const { workspaceId, runId, token, nr, asked, approvers, flowName, subject, customer, until } = notice;
  const action = catalog.actionDefinition(mailNode, 1);
  try {
    if (!action) throw new NodeError('bug', { vi: 'Máy chủ này không cài phần gửi thư.', en: 'This server has no way to send mail.' });
    const { http, client, problem } = await connections.context({ workspaceId, connectionId, action: { id: mailNode, version: 1 } });
    if (problem) return 'later';
    // 256 random bits, of which the table keeps only the hash.
    const secret = randomBytes(32).toString('base64url');
    await db.approvals.addLink({ workspaceId, runId, token, email, hash: createHash('sha256').update(secret).digest('hex'), at: now() });
    const needed = Math.min(asked.needed, approvers.length);
    const facts = { question: asked.question, flowName, subject, customer, nr, needed, timezone, until: until?.getTime() ?? null };
    const input = { to: email, ...approvalLetter({ ...facts, link: `${publicUrl}/approve/${secret}` }) };
    await action.run({ input, http, client, files: noFiles, connectionId, idempotencyKey: keyOf(notice, email), logger, now: now(), attempt: 1 });
    return null;
  } catch (error) {
    if (!(error instanceof NodeError)) throw error;
    logger.warn({ workspaceId, runId, nr, err: describeError(error) }, 'a letter to an approver did not go out');
    return finalKinds.has(error.kind) ? error.text : 'later';
  }
}

/** Equal for every try of one letter: at most 40 of `[A-Za-z0-9_-]`. */
function keyOf({ runId, token, nr }: DueNotice, email: string): string {
  return `approval_${createHash('sha256')
    .update(JSON.stringify([runId, token, nr, email]))
    .digest('base64url')
    .slice(0, 30)}`;
}
