import { router } from '../trpc/init.ts';
import { createBroadcast } from './createBroadcast.ts';
import { listBroadcasts } from './listBroadcasts.ts';
import { previewList } from './previewList.ts';
import { rejectedRows } from './rejectedRows.ts';
import { setBroadcastState } from './setBroadcastState.ts';

export const broadcastsRouter = router({
  list: listBroadcasts,
  preview: previewList,
  create: createBroadcast,
  setState: setBroadcastState,
  rejected: rejectedRows,
});
