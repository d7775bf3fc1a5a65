import type { Plan } from '@noi/flow/run';
import { ApplicationFailure, CancellationScope, condition, continueAsNew, setHandler, sleep, TemporalFailure, workflowInfo } from '@temporalio/workflow';
import { createGroupHost, type GroupHost } from './createGroupHost.ts';
import type { RunGroup } from './groupTypes.ts';
import { answerWaitsSignal, continueNowSignal, leaveGroupSignal, openStepsQuery, stopRunSignal, stopRunsSignal } from './names.ts';
import { type PlanRef, planRef } from './planRef.ts';

/**
 * Hosts a group of runs of one plan until the last of them has ended. The plan's steps decide everything; this only carries requests to
 * activities and timers, and answers back.
 */
export async function runGroup(plan: Plan, group: RunGroup): Promise<void> {
  const host = await walk(plan, group);
  if (host.isDone) return;
  await continueAsNew<(plan: PlanRef, group: RunGroup) => Promise<void>>(planRef(plan.hash, group.workspaceId), host.unfinished());
}

/** Comes back when the group is done, or quiet and due to continue in a new history. */
async function walk(plan: Plan, group: RunGroup): Promise<GroupHost> {
  try {
    const host = createGroupHost(plan, group);
    // Runs are built before the handlers are set: the SDK keeps signals until then, so none finds its run missing.
    host.start();
    setHandler(continueNowSignal, (request) => host.continueNow(request));
    setHandler(stopRunSignal, (request) => host.stopRun(request));
    setHandler(stopRunsSignal, (requests) => {
      for (const request of requests) host.stopRun(request);
    });
    setHandler(answerWaitsSignal, (answers) => host.answerWaits(answers));
    setHandler(leaveGroupSignal, ({ runIds }) => host.departures.ask(runIds));
    setHandler(openStepsQuery, () => host.openSteps());
    CancellationScope.current().cancelRequested.catch(() => host.stopAll());

    await CancellationScope.nonCancellable(() => carry(host, group));
    return host;
  } catch (thrown) {
    // A plain error would make Temporal repeat the task for ever.
    throw thrown instanceof TemporalFailure ? thrown : ApplicationFailure.nonRetryable(String(thrown), 'internal');
  }
}

async function carry(host: GroupHost, group: RunGroup): Promise<void> {
  const isFull = () => isHistoryFull(group);
  while (!host.isDone) {
    await settled(
      () =>
        host.hasNews ||
        host.departures.isDue ||
        host.calls.hasWaiting ||
        host.local.hasAnswer ||
        host.isDone ||
        (isFull() && (host.isQuiet || !host.isDraining)),
    );
    if (isFull()) host.drain();
    if (host.hasNews) {
      host.writeNews();
    } else if (host.departures.isDue) {
      host.departures.begin();
    } else if (host.calls.hasWaiting) {
      host.calls.send();
    } else if (host.local.hasAnswer) {
      host.local.takeAnswer();
    } else if (isFull() && host.isQuiet) {
      // Never continue as new straight from the end of a local activity: a signal that came meanwhile is delivered after it, to a history that has
      // already decided to end. A timer comes together with all that was there before it.
      await sleep(1);
      if (host.isQuiet) return;
    }
  }
}

/** Waits until `holds`, and looks first when all that was begun before has settled. */
function settled(holds: () => boolean): Promise<void> {
  let isFirstLook = true;
  return condition(() => {
    if (!isFirstLook) return holds();
    // The SDK asks at once, before anything could settle.
    isFirstLook = false;
    return false;
  });
}

function isHistoryFull({ mostEvents }: RunGroup): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || (mostEvents !== undefined && historyLength >= mostEvents);
}
