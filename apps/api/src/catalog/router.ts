import { router } from '../trpc/init.ts';
import { getCatalog } from './getCatalog.ts';

export const catalogRouter = router({ get: getCatalog });
