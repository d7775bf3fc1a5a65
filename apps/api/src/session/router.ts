import { router } from '../trpc/init.ts';
import { getSession } from './getSession.ts';
import { listMembers } from './listMembers.ts';

export const sessionRouter = router({ get: getSession, members: listMembers });
