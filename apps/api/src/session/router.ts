import { router } from '../trpc/init.ts';
import { getSession } from './getSession.ts';

export const sessionRouter = router({ get: getSession });
