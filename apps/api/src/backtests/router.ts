import { router } from '../trpc/init.ts';
import { cancelBacktest, getBacktest, latestBacktest } from './readBacktest.ts';
import { startBacktestProcedure } from './startBacktest.ts';

export const backtestsRouter = router({ start: startBacktestProcedure, get: getBacktest, latest: latestBacktest, cancel: cancelBacktest });
