import { sameAddress } from '@noi/flow';
import type { ApprovalRow, ApprovalState, ApprovalVoteRow } from '../Db.ts';
import type { Queryable } from '../store/Store.ts';

interface Columns extends Omit<ApprovalRow, 'approvers' | 'state' | 'votes'> {
  readonly port: string | null;
  readonly isClosed: boolean;
  readonly votes: readonly (Omit<ApprovalVoteRow, 'at'> & { at: string })[];
  readonly members: readonly string[];
}

/** Questions by a condition on `run_wait w` and `run r`, with votes, and the members where nobody is named. */
export async function readApprovals(client: Queryable, { where, values }: { where: string; values: readonly unknown[] }): Promise<readonly ApprovalRow[]> {
  const { rows } = await client.query<Columns>(
    `select w.workspace_id as "workspaceId", w.run_id as "runId", w.token, w.flow_id as "flowId", f.name as "flowName", w.step_id as "stepId",
       w.awaited as asked, w.answer ->> 'port' as port, w.closed_at is not null as "isClosed", r.subject, r.customer, r.state as "runState",
       w.until, w.created_at as "createdAt", coalesce(w.answered_at, w.closed_at) as "endedAt",
       coalesce((select jsonb_agg(jsonb_build_object('email', v.email, 'decision', v.decision, 'comment', v.comment, 'at', v.at) order by v.at, v.email)
         from approval_vote v where v.run_id = w.run_id and v.token = w.token and v.workspace_id = w.workspace_id), '[]') as votes,
       coalesce((select jsonb_agg(distinct jsonb_build_object('email', m.email, 'problem', m.problem)) from approval_mail m
         where m.run_id = w.run_id and m.token = w.token and m.workspace_id = w.workspace_id and m.problem is not null), '[]') as unreached,
       case when jsonb_array_length(w.awaited -> 'approvers') = 0 then
         (select coalesce(jsonb_agg(lower(u.email) order by u.email), '[]') from member m join "user" u on u.id = m.user_id where m.workspace_id = w.workspace_id)
         else '[]' end as members
     from run_wait w join run r on r.id = w.run_id and r.workspace_id = w.workspace_id join flow f on f.id = w.flow_id and f.workspace_id = w.workspace_id
     where w.kind = 'approval' and ${where}`,
    [...values],
  );
  return rows.map(({ port, isClosed, members, votes, ...row }) => ({
    ...row,
    approvers: row.asked.approvers.length > 0 ? [...new Set(row.asked.approvers.map(sameAddress))] : members,
    state: stateOf(port, isClosed),
    votes: votes.map((vote) => ({ ...vote, at: new Date(vote.at) })),
  }));
}

function stateOf(port: string | null, isClosed: boolean): ApprovalState {
  if (port === 'approved' || port === 'rejected') return port;
  return isClosed || port !== null ? 'over' : 'open';
}
