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
export type { ExecuteRequest, ExecuteResult, RunData, RunOutcome, RunPorts, ScopeId, StepError, StepRecord, StepRunState, Token } from './run/RunPorts.ts';
export type { EdgeFate, RunState, ScopeState, StepFate } from './run/RunState.ts';
export type { SimulatedMessage, Simulation } from './simulate/Simulation.ts';
export type { ConnectionFact, FlowCatalog } from './validate/FlowCatalog.ts';
export type { Issue, IssueCode } from './validate/Issue.ts';
