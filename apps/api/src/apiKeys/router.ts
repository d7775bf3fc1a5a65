import { router } from '../trpc/init.ts';
import { createKey } from './createKey.ts';
import { listKeys } from './listKeys.ts';
import { revokeKey } from './revokeKey.ts';

export const apiKeysRouter = router({ list: listKeys, create: createKey, revoke: revokeKey });
