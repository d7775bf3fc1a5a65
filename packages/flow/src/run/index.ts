export type { StepId } from '../graph/FlowGraph.ts';
export type { Plan } from '../plan/Plan.ts';
export { bugError } from './bugError.ts';
export { createRun, type FlowRun, type RunOptions } from './createRun.ts';
export type * from './RunPorts.ts';
export type * from './RunState.ts';
export { type RetryQuestion, retryDecision } from './retryDecision.ts';
export { type WaitEnd, type WaitRequest, waitUntil } from './waitUntil.ts';
