import { type AwaitRequest, awaitedEvent, listeningKey, type Plan, type RunState, type Token } from '@noi/flow/run';
import type { WaitRequest } from './activityTypes.ts';
import type { GroupRun } from './groupTypes.ts';

/** The token of what is waited for beside all steps: the event that ends the run. */
export const goalToken: Token = 'goal';

/** What the run waits for from its beginning; `null` for a plan without a goal. `now`: epoch ms. */
export function goalWait({
  plan,
  run: { runId, receivedAt },
  trigger,
  now,
}: {
  readonly plan: Plan;
  readonly run: GroupRun;
  readonly trigger: RunState['trigger'];
  readonly now: number;
}): WaitRequest | null {
  const { goal: on } = plan;
  if (on === undefined) return null;
  const awaited = awaitedEvent({ on, data: { trigger, steps: {} }, since: receivedAt ?? now, timezone: plan.timezone, now });
  return { runId, token: goalToken, stepId: plan.trigger, kind: 'goal', awaited, matchKey: listeningKey(on.belongs, trigger), since: awaited.since };
}

/** What a step of the run waits for. `now`: epoch ms. */
export function stepWait(
  { token, stepId, awaited, until }: AwaitRequest,
  { runId, trigger, now }: { readonly runId: string; readonly trigger: RunState['trigger']; readonly now: number },
): WaitRequest {
  const isEvent = awaited.kind === 'event';
  return {
    ...{ runId, token, stepId, kind: awaited.kind, awaited },
    matchKey: isEvent ? listeningKey(awaited.belongs, trigger) : null,
    since: isEvent ? awaited.since : now,
    ...(until === undefined ? {} : { until }),
  };
}
