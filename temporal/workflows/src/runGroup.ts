import type { Plan } from '@noi/flow/run';
import { ApplicationFailure, CancellationScope, condition, continueAsNew, setHandler, sleep, TemporalFailure } from '@temporalio/workflow';
import { createGroupHost, type GroupHost } from './createGroupHost.ts';
import { createHistoryEnd, isTooLarge } from './createHistoryEnd.ts';
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
  const unfinished = host.unfinished();
  // Temporal would refuse the workflow task for ever. The sweeper finds the runs of a workflow that failed, and gives them hosts of a size that it takes.
  if (isTooLarge(unfinished)) throw ApplicationFailure.nonRetryable('The runs have become too large to go on together', 'too large');
  await continueAsNew<(plan: PlanRef, group: RunGroup) => Promise<void>>(planRef(plan.hash, group.workspaceId), unfinished);
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
  const ending = createHistoryEnd(host, group);
  while (!host.isDone) {
    await settled(
      () => host.hasNews || host.departures.isDue || host.calls.hasWaiting || host.local.hasAnswer || host.isDone || ending.isDue || ending.isReady,
    );
    if (ending.isDue) ending.prepare();
    if (host.hasNews) {
      host.writeNews();
    } else if (host.departures.isDue) {
      host.departures.begin();
    } else if (host.calls.hasWaiting) {
      host.calls.send();
    } else if (host.local.hasAnswer) {
      host.local.takeAnswer();
    } else if (ending.isReady) {
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
