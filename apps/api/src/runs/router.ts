import { router } from '../trpc/init.ts';
import { askBulk, cancelBulk, latestBulk } from './bulk.ts';
import { continueNow } from './continueRun.ts';
import { getRun } from './getRun.ts';
import { lastPassed } from './lastPassed.ts';
import { listRuns } from './listRuns.ts';
import { listQuestions } from './questions.ts';
import { resolveUnknownProcedure } from './resolveUnknown.ts';
import { restartFrom } from './restartRun.ts';
import { failures, retryAll, stopRetry } from './retries.ts';
import { listSavedFilters, removeSavedFilter, saveFilter } from './savedFilters.ts';
import { stopRun } from './stopRun.ts';

export const runsRouter = router({
  list: listRuns,
  get: getRun,
  lastPassed,
  continueNow,
  restartFrom,
  failures,
  retryAll,
  stopRetry,
  stop: stopRun,
  questions: listQuestions,
  askBulk,
  bulk: latestBulk,
  cancelBulk,
  savedFilters: listSavedFilters,
  saveFilter,
  removeSavedFilter,
  resolveUnknown: resolveUnknownProcedure,
});
