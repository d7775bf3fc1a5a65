export type { StepId } from '../graph/FlowGraph.ts';
export type { Plan } from '../plan/Plan.ts';
export { bugError } from './bugError.ts';
export { createRun, type FlowRun, type RunOptions } from './createRun.ts';
export type { ExecuteRequest, ExecuteResult, RunData, RunOutcome, RunPorts, ScopeId, StepError, StepRecord, StepRunState, Token } from './RunPorts.ts';
export type { EdgeFate, RunState, ScopeState, StepFate } from './RunState.ts';
export { type RetryQuestion, retryDecision } from './retryDecision.ts';
export { type WaitEnd, type WaitRequest, waitUntil } from './waitUntil.ts';
