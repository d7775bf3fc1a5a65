/** What a person does on the guided tour, in order. */
export const tourSteps = ['pick', 'look', 'publish', 'order', 'skip', 'message'] as const;
export type TourStep = (typeof tourSteps)[number];

/** What the shop shows of it. Times are ISO 8601. */
export interface TourFacts {
  /** Whether a step of a flow was looked at. */
  readonly hasLooked: boolean;
  readonly flows: readonly {
    readonly id: string;
    readonly status: 'draft' | 'live' | 'paused';
    readonly updatedAt: string;
    readonly lastRunAt: string | null;
  }[];
  /** Newest first. */
  readonly runs: readonly { readonly id: string; readonly startedAt: string; readonly state: string }[];
  readonly messages: readonly { readonly lastAt: string }[];
}

export interface TourProgress {
  readonly done: ReadonlySet<TourStep>;
  /** What is to be done next; `null` when all is done. */
  readonly current: TourStep | null;
  /** The flow and the run that the tour is about. */
  readonly flowId: string | null;
  readonly runId: string | null;
}

/** How far the tour is, told by what really happened since it began: nothing is ticked by hand. */
export function tourProgress(startedAt: string, { hasLooked, flows, runs, messages }: TourFacts): TourProgress {
  const isNew = (at: string | null) => at !== null && Date.parse(at) >= Date.parse(startedAt);
  const own = flows.filter(({ updatedAt }) => isNew(updatedAt)).sort((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  const flow = own.find(({ status }) => status === 'live') ?? own[0] ?? null;
  const run = runs.find((one) => isNew(one.startedAt)) ?? null;
  const hasMessage = messages.some(({ lastAt }) => isNew(lastAt));
  const reached: Record<TourStep, boolean> = {
    pick: flow !== null,
    look: hasLooked,
    publish: flow?.status === 'live',
    order: run !== null || isNew(flow?.lastRunAt ?? null),
    skip: hasMessage || (run !== null && !['queued', 'starting', 'running', 'waiting'].includes(run.state)),
    message: hasMessage,
  };
  // A later step that is done shows that the earlier ones are behind.
  const last = tourSteps.findLastIndex((step) => step !== 'look' && reached[step]);
  const done = new Set(tourSteps.filter((step, index) => reached[step] || index < last));
  return { done, current: tourSteps.find((step) => !done.has(step)) ?? null, flowId: flow?.id ?? null, runId: run?.id ?? null };
}
