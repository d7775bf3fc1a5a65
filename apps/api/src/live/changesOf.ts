import { EventEmitter, on } from 'node:events';
import type { Change, ChangeFeed } from '@noi/db';

/** The feed of one workspace as an async sequence; it ends, and stops listening, when `signal` fires. */
export async function* changesOf(feed: ChangeFeed, workspaceId: string, signal?: AbortSignal): AsyncGenerator<Pick<Change, 'kind' | 'id'>> {
  const emitter = new EventEmitter();
  const stop = await feed.listen((change) => {
    if (change.workspaceId === workspaceId) emitter.emit('change', { kind: change.kind, id: change.id });
  });
  try {
    for await (const [change] of on(emitter, 'change', signal ? { signal } : {})) yield change;
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    await stop();
  }
}
