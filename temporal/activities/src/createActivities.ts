import type { ExecuteResult } from '@noi/flow';
import type { Activities } from '@noi/temporal-workflows';
import { Context } from '@temporalio/activity';
import type { ActivityDeps } from './ActivityDeps.ts';
import { InFlight, within } from './InFlight.ts';
import { takeStep } from './step/takeStep.ts';

/** How often a remote activity shows that it lives. */
const heartbeatEveryMs = 5_000;

export interface HostedActivities {
  /** For the worker on the common queue. */
  readonly activities: Activities;
  /** Calls under way in this process. */
  readonly inFlight: { readonly size: number };
  /** Resolves when no call is under way any more. */
  drained(): Promise<void>;
}

/** Every side effect of a run, on the given services. */
export function createActivities(deps: ActivityDeps): HostedActivities {
  const inFlight = new InFlight<ExecuteResult>();
  const budgetMs = deps.budgetMs ?? 400;

  const activities: Activities = {
    async executeStep(request) {
      const call = inFlight.join(callName(request), () => takeStep(deps, request));
      if (!Context.current().info.isLocal) return heartbeating(call);
      const answer = await within(call, budgetMs);
      if (answer) return answer;
      inFlight.keep(callName(request));
      return { outcome: 'pending', queue: deps.host };
    },

    async awaitStep(request) {
      const call = inFlight.get(callName(request));
      return call ? heartbeating(call) : { outcome: 'lost' };
    },

    async recordProgress({ workspaceId, entries }) {
      await Promise.all(entries.map(({ at, ...entry }) => deps.db.runs.record({ workspaceId, ...entry, at: new Date(at) })));
    },
  };

  return { activities, inFlight, drained: () => inFlight.settled() };
}

function callName({ runId, token }: { readonly runId: string; readonly token: string }): string {
  return `${runId}/${token}`;
}

async function heartbeating<T>(call: Promise<T>): Promise<T> {
  const context = Context.current();
  context.heartbeat();
  const beat = setInterval(() => context.heartbeat(), heartbeatEveryMs);
  try {
    return await call;
  } finally {
    clearInterval(beat);
  }
}
