import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { RunAnswer } from './activityTypes.ts';
import type { ContinueNow, LeaveGroup, OpenStep, StopRun } from './groupTypes.ts';

/** The common queue: workflows, and the activities that any worker may do. */
export const taskQueue = 'noi';

/** Type name of the workflow that hosts a group of runs of one plan. Arguments: `[planRef(hash, workspaceId), group]`. */
export const runGroupWorkflow = 'runGroup';

/** Ends an open wait or back-off of one run early. Ignored when that step waits no longer. Say `sparesQuestions`, or a call of unknown outcome is made again. */
export const continueNowSignal = defineSignal<[ContinueNow]>('continueNow');

/** Stops one run; its neighbours in the group go on. */
export const stopRunSignal = defineSignal<[StopRun]>('stopRun');

/** The same for several runs of the group. */
export const stopRunsSignal = defineSignal<[readonly StopRun[]]>('stopRuns');

/** Brings what runs of the group waited for. Answers that nobody waits for are ignored. */
export const answerWaitsSignal = defineSignal<[readonly RunAnswer[]]>('answerWaits');

/** Hands runs over to whoever takes them, each as soon as nothing of it is under way. Ignored for runs that the group does not know. */
export const leaveGroupSignal = defineSignal<[LeaveGroup]>('leaveGroup');

/** Every step that is open now, of all runs of the group. */
export const openStepsQuery = defineQuery<readonly OpenStep[]>('openSteps');
