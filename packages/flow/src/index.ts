export { FlowCommand } from './edit/FlowCommand.ts';
export {
  ActionStep,
  DynamicSnapshot,
  Edge,
  emptyGraph,
  FlowGraph,
  FlowSettings,
  IfStep,
  InputValue,
  Port,
  Position,
  Rule,
  RuleGroup,
  SetStep,
  Step,
  StepId,
  type StepKind,
  type StepOf,
  StopStep,
  TriggerStep,
  Wait,
  WaitStep,
} from './graph/FlowGraph.ts';
export { portsOf } from './graph/ports.ts';
export { ENGINE, type LevelId, type Plan, type PlanEdge, type PlanLevel, type PlanStep, type PlanStepOf } from './plan/Plan.ts';
export { bugError } from './run/bugError.ts';
export { createRun, type FlowRun, type RunOptions } from './run/createRun.ts';
export type { ExecuteRequest, ExecuteResult, RunData, RunOutcome, RunPorts, ScopeId, StepError, StepRecord, StepRunState, Token } from './run/RunPorts.ts';
export type { EdgeFate, RunState, ScopeState, StepFate } from './run/RunState.ts';
export { type RetryQuestion, retryDecision } from './run/retryDecision.ts';
export { type WaitEnd, type WaitRequest, waitUntil } from './run/waitUntil.ts';
export type { SimulatedMessage, Simulation } from './simulate/Simulation.ts';
export { type SimulateRequest, simulate } from './simulate/simulate.ts';
export type { ConnectionFact, FlowCatalog } from './validate/FlowCatalog.ts';
export type { Issue, IssueCode } from './validate/Issue.ts';
