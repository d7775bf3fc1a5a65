import type { HeardWait, WaitAnswer } from '@noi/db';
import { fitsAwaited } from '@noi/flow';

/** The answer to each wait that one of the events fits; the first of them counts. The step then ends by `next` with the event's payload. */
export function answersOf(heard: readonly HeardWait[]): readonly WaitAnswer[] {
  const first = new Map<string, WaitAnswer>();
  for (const { workspaceId, runId, token, awaited, event } of heard) {
    const key = `${runId} ${token}`;
    if (first.has(key) || awaited.kind !== 'event' || !fitsAwaited(awaited, event)) continue;
    first.set(key, { workspaceId, runId, token, answer: { outcome: 'done', port: 'next', output: { ...event.payload } } });
  }
  return [...first.values()];
}
