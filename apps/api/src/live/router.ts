import { router } from '../trpc/init.ts';
import { watchChanges } from './watchChanges.ts';

export const liveRouter = router({ changes: watchChanges });
