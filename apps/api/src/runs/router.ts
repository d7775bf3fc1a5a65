import { router } from '../trpc/init.ts';
import { continueNow } from './continueRun.ts';
import { getRun } from './getRun.ts';
import { listRuns } from './listRuns.ts';
import { stopRun } from './stopRun.ts';

export const runsRouter = router({ list: listRuns, get: getRun, continueNow, stop: stopRun });
