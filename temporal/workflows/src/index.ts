export {
  type Activities,
  type AwaitStepAnswer,
  type AwaitStepRequest,
  type ExecuteStepAnswer,
  type ExecuteStepRequest,
  heartbeatEveryMs,
  type Pending,
  type ProgressEntry,
  type RecordProgressRequest,
} from './activityTypes.ts';
export { createPlanCodec } from './createPlanCodec.ts';
export type { ContinueNow, GroupRun, OpenStep, RunGroup, StopRun } from './groupTypes.ts';
export { continueNowSignal, openStepsQuery, runGroupWorkflow, stopRunSignal, taskQueue } from './names.ts';
export { type PlanName, type PlanRef, planEncoding, planRef } from './planRef.ts';
