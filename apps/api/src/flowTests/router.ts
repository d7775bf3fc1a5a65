import { router } from '../trpc/init.ts';
import { listTests, runAllTests } from './listTests.ts';
import { removeTest, saveTestProcedure } from './saveTest.ts';

export const flowTestsRouter = router({ list: listTests, save: saveTestProcedure, remove: removeTest, run: runAllTests });
