import { router } from '../trpc/init.ts';
import { createOwner } from './createOwner.ts';
import { getSetupStatus } from './getSetupStatus.ts';

export const setupRouter = router({ status: getSetupStatus, createOwner });
