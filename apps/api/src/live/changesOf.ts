import { EventEmitter, on } from 'node:events';
import type { Change, ChangeFeed } from '@noi/db';
import type { Presence } from './presence/createPresence.ts';

/** What a browser hears of: a record that changed, or who has a flow open. */
export interface Heard {
  readonly kind: Change['kind'] | 'presence';
  readonly id: string;
}

interface Sources {
  readonly changes: ChangeFeed;
  readonly presence: Presence;
}

/** What happens in one workspace as an async sequence; it ends, and stops listening, when `signal` fires. */
export async function* changesOf({ changes, presence }: Sources, workspaceId: string, signal?: AbortSignal): AsyncGenerator<Heard> {
  const emitter = new EventEmitter();
  const tell = (heard: Heard) => emitter.emit('change', heard);
  const stop = await changes.listen((change) => {
    if (change.workspaceId === workspaceId) tell({ kind: change.kind, id: change.id });
  });
  const stopPresence = await presence.listen(workspaceId, (flowId) => tell({ kind: 'presence', id: flowId }));
  try {
    for await (const [heard] of on(emitter, 'change', signal ? { signal } : {})) yield heard;
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    stopPresence();
    await stop();
  }
}
