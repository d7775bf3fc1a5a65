export type { ExecuteRequest, ExecuteResult, RunData, RunOutcome, RunPorts, ScopeId, StepError, StepRecord, StepRunState, Token } from './RunPorts.ts';
export type { EdgeFate, RunState, ScopeState, StepFate } from './RunState.ts';
