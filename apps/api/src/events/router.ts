import { router } from '../trpc/init.ts';
import { listEvents } from './listEvents.ts';

export const eventsRouter = router({ list: listEvents });
