import { type ActivityInterfaceFor, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import { type Activities, heartbeatEveryMs } from './activityTypes.ts';

const heartbeatTimeout = heartbeatEveryMs * 3;

/** One try inside the workflow task; whoever does not succeed goes on remotely, so that the group's task is never held open by a house that is down. */
export const localActivities = proxyLocalActivities<Pick<Activities, 'executeStep' | 'executeSteps' | 'recordProgress' | 'handOver'>>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 1 },
});

/** On the common queue, until it succeeds: these throw only when our own house is down. */
export const remoteActivities = proxyActivities<Pick<Activities, 'executeStep' | 'recordProgress' | 'handOver'>>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** In the one process that has the call in its hands. If that process is gone, the common queue takes over. */
export function activitiesAt(taskQueue: string): ActivityInterfaceFor<Pick<Activities, 'awaitStep'>> {
  return proxyActivities<Pick<Activities, 'awaitStep'>>({
    taskQueue,
    scheduleToStartTimeout: '10 seconds',
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout,
    retry: { maximumAttempts: 1 },
  });
}
