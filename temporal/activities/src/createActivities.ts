import { type ExecuteResult, type RunData, type StepAhead, takeAhead } from '@noi/flow';
import { describeError, noTracing } from '@noi/telemetry';
import type { Activities, ExecuteStepAnswer, ExecuteStepRequest } from '@noi/temporal-workflows';
import { Context } from '@temporalio/activity';
import type { ActivityDeps } from './ActivityDeps.ts';
import { countLogic } from './countLogic.ts';
import { fitAnswers } from './fitAnswers.ts';
import { InFlight } from './InFlight.ts';
import { handOverRuns } from './move/handOverRuns.ts';
import { Patience } from './Patience.ts';
import { takeStep } from './step/takeStep.ts';
import { traceRun } from './traceRun.ts';
import { tellWaits } from './wait/tellWaits.ts';

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
  const { budgetMs = 400, longestMs = 2_000, tracing = noTracing } = deps;

  const activities: Activities = {
    executeStep(request) {
      if (Context.current().info.isLocal) return takeNow(request);
      return heartbeating(inFlight.join(callName(request), () => takeStep(deps, request)));
    },

    async executeSteps(requests, mostBytes) {
      const answers = await Promise.all(requests.map((request) => takeNow(request).catch((error) => sayDown(request, error))));
      return fitAnswers(answers, { elsewhere: { outcome: 'pending', queue: deps.host }, mostBytes });
    },

    async awaitStep(request) {
      const call = inFlight.get(callName(request));
      return call ? heartbeating(call) : { outcome: 'lost' };
    },

    async recordProgress({ workspaceId, flowId, planHash, entries, waits }) {
      const { workflowId } = Context.current().info.workflowExecution ?? {};
      const teller = workflowId === undefined ? {} : { workflowId };
      const told = Promise.all(entries.map(({ at, trace: _, ...entry }) => deps.db.runs.record({ workspaceId, ...entry, ...teller, at: new Date(at) })));
      const [answer] = await Promise.all([waits && tellWaits(deps.db, { workspaceId, flowId, news: waits }), told]);
      const records = entries.flatMap((entry) => entry.records);
      await countLogic(deps, { workspaceId, planHash }, records);
      for (const entry of entries) {
        if (entry.outcome) deps.counts?.onRunEnded?.({ workspaceId, state: entry.outcome.state });
        traceRun(tracing, { workspaceId, flowId }, entry);
      }
      return { answers: [], expired: [], ...answer, at: Date.now() };
    },

    handOver: (request) => handOverRuns(deps, request),
  };

  /** The step and what is ahead of it, for as long as a local activity may take. */
  async function takeNow(request: ExecuteStepRequest): Promise<ExecuteStepAnswer> {
    const name = callName(request);
    const patience = new Patience({ budgetMs, longestMs });
    const take = (one: ExecuteStepRequest) => Promise.race([inFlight.join(callName(one), () => takeStep(deps, one, patience)), patience.over]);
    try {
      const first = await take(request);
      // What was given by hand is for this step only.
      const { ahead: _, input: __, ...alone } = request;
      const takeNext = (next: StepAhead & { readonly data: RunData }) => take({ ...alone, ...next, attempt: 1, records: [] });
      if (first) return { ...first, ...(await takeAhead(request, { first, take: takeNext, mayGoOn: () => !patience.isShort })), at: Date.now() };
    } finally {
      patience.close();
    }
    inFlight.keep(name);
    return { outcome: 'pending', queue: deps.host };
  }

  function sayDown({ workspaceId, runId, stepId }: ExecuteStepRequest, error: unknown): null {
    deps.logger.warn({ workspaceId, runId, stepId, err: describeError(error) }, 'a step could not be taken and is asked for again');
    return null;
  }

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
