import { type AwaitAnswer, decideApproval, sameAddress } from '@noi/flow';
import type { ApprovalRepository, ApprovalRow, ApprovalState, DueNotice, VoteAnswer, WaitKey } from '../Db.ts';
import { channels } from '../live/channels.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Queryable, Store } from '../store/Store.ts';
import { readApprovals } from './approvalRows.ts';
import { answerWaits, isOpen } from './waitRows.ts';

type Vote = Parameters<ApprovalRepository['vote']>[0];

/** Questions to people. Raw: votes of one question meet at the lock of its wait, and the last of them answers it. */
export function createApprovalRepository({ pool, listener, announce }: Store): ApprovalRepository {
  return {
    async list({ workspaceId, isOpen: wantsOpen, runId = null, limit }) {
      const open = wantsOpen ? `${isOpen} and r.ended_at is null` : `not (${isOpen} and r.ended_at is null)`;
      const order = wantsOpen ? 'w.created_at' : 'w.created_at desc';
      return await readApprovals(pool, {
        where: `w.workspace_id = $1 and ${open} and ($2::uuid is null or w.run_id = $2) order by ${order}, w.run_id, w.token limit $3`,
        values: [workspaceId, runId, limit],
      });
    },

    async get({ workspaceId, runId, token }) {
      const [row] = await readApprovals(pool, { where: 'w.workspace_id = $1 and w.run_id = $2 and w.token = $3', values: [workspaceId, runId, token] });
      return row ?? null;
    },

    async vote(vote) {
      const answer = await inTransaction(pool, (client) => takeVote(client, vote));
      if (answer.outcome === 'taken') announce([{ workspaceId: vote.workspaceId, kind: 'run', id: vote.runId }]);
      return answer;
    },

    async takeDue({ now, leasedUntil, limit }) {
      return await inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ runId: string; token: string }>(
          `with due as (
             select w.run_id, w.token from run_wait w where w.kind = 'approval' and w.due_at <= $1 and ${isOpen}
             order by w.due_at limit $3 for update skip locked
           )
           update run_wait w set due_at = $2 from due where w.run_id = due.run_id and w.token = due.token
           returning w.run_id as "runId", w.token`,
          [now, leasedUntil, limit],
        );
        const taken = await readApprovals(client, {
          where: '(w.run_id, w.token) in (select * from unnest($1::uuid[], $2::text[]))',
          values: [rows.map((row) => row.runId), rows.map((row) => row.token)],
        });
        return await Promise.all(taken.map((row) => noticeOf(client, row)));
      });
    },

    async noteMail({ workspaceId, runId, token, nr, email, at, problem, next }) {
      await pool.query(
        `with noted as (
           insert into approval_mail as m (workspace_id, run_id, token, nr, email, sent_at, problem)
           select w.workspace_id, w.run_id, w.token, $4, $5, $6, $7::jsonb from run_wait w where w.workspace_id = $1 and w.run_id = $2 and w.token = $3
           on conflict do nothing
         )
         update run_wait w set due_at = $9 where $8 and w.workspace_id = $1 and w.run_id = $2 and w.token = $3 and ${isOpen}`,
        [workspaceId, runId, token, nr, email, problem ? null : at, problem ? toJson(problem) : null, next !== undefined, next ?? null],
      );
    },

    async endNotice({ workspaceId, runId, token, next }) {
      await pool.query(`update run_wait w set due_at = $4 where w.workspace_id = $1 and w.run_id = $2 and w.token = $3 and ${isOpen}`, [
        workspaceId,
        runId,
        token,
        next,
      ]);
    },

    async addLink({ workspaceId, runId, token, email, hash, at }) {
      await pool.query(
        `insert into approval_link (hash, workspace_id, run_id, token, email, created_at)
         select $4, w.workspace_id, w.run_id, w.token, $5, $6 from run_wait w where w.workspace_id = $1 and w.run_id = $2 and w.token = $3`,
        [workspaceId, runId, token, hash, sameAddress(email), at],
      );
    },

    async findLink(hash) {
      const { rows } = await pool.query<WaitKey & { email: string }>(
        'select workspace_id as "workspaceId", run_id as "runId", token, email from approval_link where hash = $1',
        [hash],
      );
      return rows[0] ?? null;
    },

    async onAsked(hear) {
      return await listener.listen(channels.asked, hear);
    },
  };
}

async function takeVote(client: Queryable, { workspaceId, runId, token, email, decision, comment, at }: Vote): Promise<VoteAnswer> {
  const key = [workspaceId, runId, token];
  await client.query(`select 1 from run_wait w where w.workspace_id = $1 and w.run_id = $2 and w.token = $3 and w.kind = 'approval' for update`, key);
  const read = async () => (await readApprovals(client, { where: 'w.workspace_id = $1 and w.run_id = $2 and w.token = $3', values: key }))[0];
  const before = await read();
  if (!before) return { outcome: 'unknown' };
  const voter = sameAddress(email);
  if (!before.approvers.includes(voter)) return { outcome: 'stranger' };
  if (before.state !== 'open') return { outcome: 'over' };

  await client.query(
    `insert into approval_vote as v (workspace_id, run_id, token, email, decision, comment, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (run_id, token, email) do update set decision = excluded.decision, comment = excluded.comment, at = excluded.at
     where v.workspace_id = excluded.workspace_id`,
    [...key, voter, decision, comment, at],
  );
  const after = (await read()) ?? before;
  const state = decideApproval({ ...after.asked, approvers: after.approvers }, after.votes);
  if (state !== 'open') await answerWaits(client, [{ workspaceId, runId, token, answer: answerOf(after, { state, comment }) }]);
  return { outcome: 'taken', state };
}

/** What the step gives to those after it. */
function answerOf(
  { votes, approvers }: ApprovalRow,
  { state, comment }: { state: Exclude<ApprovalState, 'open' | 'over'>; comment: string | null },
): AwaitAnswer {
  const counted = votes.filter(({ email }) => approvers.includes(email));
  const answeredBy = counted.map(({ email, decision, comment: said }) => ({
    email,
    decision: decision === 'approve' ? 'approved' : 'rejected',
    ...(said === null ? {} : { comment: said }),
  }));
  return { outcome: 'done', port: state, output: { decision: state, ...(comment === null ? {} : { comment }), answeredBy } };
}

/** Who is to be written to: a number is over when everybody of it has a row, and the next begins when it is due. */
async function noticeOf(client: Queryable, row: ApprovalRow): Promise<DueNotice> {
  const { rows } = await client.query<{ nr: number; email: string }>('select nr, email from approval_mail where run_id = $1 and token = $2 order by nr', [
    row.runId,
    row.token,
  ]);
  const answered = new Set(row.votes.map(({ email }) => email));
  const asked = row.approvers.filter((email) => !answered.has(email));
  const last = rows.at(-1)?.nr ?? 0;
  const left = (nr: number) => asked.filter((email) => !rows.some((mail) => mail.nr === nr && mail.email === email));
  const nr = rows.length === 0 || left(last).length > 0 ? last : last + 1;
  return { ...row, nr, to: left(nr) };
}
