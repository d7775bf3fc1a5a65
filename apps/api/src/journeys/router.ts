import { router } from '../trpc/init.ts';
import { readJourney } from './readJourney.ts';

export const journeysRouter = router({ get: readJourney });
