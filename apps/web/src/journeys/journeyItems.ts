import type { ApiOutputs } from '../api/trpc.ts';

type Journey = ApiOutputs['journeys']['get'];

/** One thing on the timeline; what is to come has no time when nobody knows it. */
export type JourneyItem =
  | { readonly kind: 'event'; readonly at: string; readonly key: string; readonly event: Journey['events'][number] }
  | { readonly kind: 'run'; readonly at: string; readonly key: string; readonly run: Journey['runs'][number] }
  | { readonly kind: 'ended'; readonly at: string; readonly key: string; readonly run: Journey['runs'][number] }
  | { readonly kind: 'message'; readonly at: string; readonly key: string; readonly message: Journey['messages'][number] };

/** What happened, oldest first. */
export function journeyItems({ events, runs, messages }: Pick<Journey, 'events' | 'runs' | 'messages'>): readonly JourneyItem[] {
  const items: JourneyItem[] = [
    ...events.map((event) => ({ kind: 'event', at: event.at, key: `event ${event.id}`, event }) as const),
    ...runs.map((run) => ({ kind: 'run', at: run.startedAt, key: `run ${run.id}`, run }) as const),
    ...runs.flatMap((run) => (run.endedAt === null ? [] : [{ kind: 'ended', at: run.endedAt, key: `ended ${run.id}`, run } as const])),
    ...messages.map((message) => {
      const { runId, scope, stepId, visit, sentAt, reservedAt } = message;
      return { kind: 'message', at: sentAt ?? reservedAt, key: `message ${runId} ${scope} ${stepId} ${visit}`, message } as const;
    }),
  ];
  const order = { event: 0, run: 1, message: 2, ended: 3 } as const;
  return items.sort((left, right) => left.at.localeCompare(right.at) || order[left.kind] - order[right.kind]);
}
