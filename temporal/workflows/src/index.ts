export {
  type Activities,
  type AwaitStepAnswer,
  type AwaitStepRequest,
  type ExecuteStepAnswer,
  type ExecuteStepRequest,
  type ExecuteStepsAnswer,
  type HandOverAnswer,
  type HandOverRequest,
  heartbeatEveryMs,
  type Pending,
  type ProgressEntry,
  type RecordProgressAnswer,
  type RecordProgressRequest,
  type RunAnswer,
  type WaitName,
  type WaitNews,
  type WaitRequest,
} from './activityTypes.ts';
export { createPlanCodec } from './createPlanCodec.ts';
export { type GroupHabits, todaysHabits } from './groupHabits.ts';
export type { ContinueNow, GroupRun, LeaveGroup, OpenStep, RunGroup, StopRun } from './groupTypes.ts';
export { answerWaitsSignal, continueNowSignal, leaveGroupSignal, openStepsQuery, runGroupWorkflow, stopRunSignal, stopRunsSignal, taskQueue } from './names.ts';
export { type PlanName, type PlanRef, planEncoding, planRef } from './planRef.ts';
export type { TimerSinks } from './timerSinks.ts';
export { workflowVm } from './workflowVm.ts';
