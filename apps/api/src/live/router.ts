import { router } from '../trpc/init.ts';
import { people, show } from './presence/procedures.ts';
import { watchChanges } from './watchChanges.ts';

export const liveRouter = router({ changes: watchChanges, people, show });
