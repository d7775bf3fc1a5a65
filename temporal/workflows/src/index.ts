export {
  type Activities,
  type AwaitStepAnswer,
  type AwaitStepRequest,
  type ExecuteStepAnswer,
  type ExecuteStepRequest,
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
export type { ContinueNow, GroupRun, OpenStep, RunGroup, StopRun } from './groupTypes.ts';
export { answerWaitsSignal, continueNowSignal, openStepsQuery, runGroupWorkflow, stopRunSignal, taskQueue } from './names.ts';
export { type PlanName, type PlanRef, planEncoding, planRef } from './planRef.ts';
export type { TimerSinks } from './timerSinks.ts';
