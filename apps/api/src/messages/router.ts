import { router } from '../trpc/init.ts';
import { listMessages } from './listMessages.ts';

export const messagesRouter = router({ list: listMessages });
