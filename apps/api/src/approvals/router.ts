import { router } from '../trpc/init.ts';
import { linkedApproval, voteByLink } from './approvalLink.ts';
import { getApproval } from './getApproval.ts';
import { listApprovals } from './listApprovals.ts';
import { voteOnApproval } from './voteOnApproval.ts';

export const approvalsRouter = router({ list: listApprovals, get: getApproval, vote: voteOnApproval, linked: linkedApproval, voteByLink });
