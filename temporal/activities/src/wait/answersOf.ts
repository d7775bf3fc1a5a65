import type { HeardWait, WaitAnswer } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import { type AwaitAnswer, fitsAwaited } from '@noi/flow';

/**
 * The answer to each wait that one of the events fits; the first of them counts. The step then ends by `next` with the event's payload. All waits that an
 * event ends share one answer object, so that it is written once however many they are.
 */
export function answersOf(heard: readonly HeardWait[]): readonly WaitAnswer[] {
  const first = new Map<string, WaitAnswer>();
  const answers = new Map<BusinessEvent, AwaitAnswer>();
  for (const { workspaceId, runId, token, awaited, event } of heard) {
    const key = `${runId} ${token}`;
    if (first.has(key) || awaited.kind !== 'event' || !fitsAwaited(awaited, event)) continue;
    const answer: AwaitAnswer = answers.get(event) ?? { outcome: 'done', port: 'next', output: { ...event.payload } };
    answers.set(event, answer);
    first.set(key, { workspaceId, runId, token, answer });
  }
  return [...first.values()];
}
