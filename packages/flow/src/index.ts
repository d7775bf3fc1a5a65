export { type Compiled, type CompileRequest, compileGraph } from './compile/compileGraph.ts';
export { hashPlan } from './compile/hashPlan.ts';
export { applyCommand } from './edit/applyCommand.ts';
export { type ConnectAnswer, canConnect, type WireDraft } from './edit/canConnect.ts';
export { FlowCommand } from './edit/FlowCommand.ts';
export { invertCommand } from './edit/invertCommand.ts';
export { type DataSource, dataFor } from './graph/dataFor.ts';
export {
  ActionStep,
  BranchId,
  DynamicSnapshot,
  Edge,
  emptyGraph,
  FailStep,
  FlowGraph,
  FlowSettings,
  FrequencyCap,
  IfStep,
  InputValue,
  mostBranches,
  Port,
  Position,
  QuietHours,
  Rule,
  RuleGroup,
  SetStep,
  SplitStep,
  Step,
  StepId,
  type StepKind,
  type StepOf,
  StopStep,
  SwitchStep,
  TriggerStep,
  Wait,
  WaitStep,
} from './graph/FlowGraph.ts';
export { portsOf } from './graph/ports.ts';
export { portLabel, portWords } from './graph/portWords.ts';
export { operatorWords } from './graph/ruleWords.ts';
export { dynamicKey, snapshotFields } from './graph/snapshotFields.ts';
export { splitBy } from './graph/splitBy.ts';
export { sharesOf } from './graph/splitShares.ts';
export { stepOf } from './graph/stepOf.ts';
export { stepSummary, stepTitle } from './graph/stepTitle.ts';
export { ENGINE, type LevelId, type Plan, type PlanEdge, type PlanLevel, type PlanStep, type PlanStepOf } from './plan/Plan.ts';
export { type EvaluateRulesRequest, evaluateRules } from './rules/evaluateRules.ts';
export { bugError } from './run/bugError.ts';
export { createRun, type FlowRun, type RunOptions } from './run/createRun.ts';
export type { ExecuteRequest, ExecuteResult, RunData, RunOutcome, RunPorts, ScopeId, StepError, StepRecord, StepRunState, Token } from './run/RunPorts.ts';
export type { EdgeFate, RunState, ScopeState, StepFate } from './run/RunState.ts';
export { type RetryQuestion, retryDecision } from './run/retryDecision.ts';
export { type WaitEnd, type WaitRequest, waitUntil } from './run/waitUntil.ts';
export { countedSince, decideSend, type SendDecision, type SendQuestion } from './send/decideSend.ts';
export { isByPhone, noRecipientWords, type RecipientReading, readRecipient } from './send/readRecipient.ts';
export { resultOf } from './send/resultOf.ts';
export type { SimulatedMessage, Simulation } from './simulate/Simulation.ts';
export { type SimulateRequest, simulate } from './simulate/simulate.ts';
export { type DataPath, isMissing, parsePath, printPath, valueAt } from './template/dataPath.ts';
export { describePath } from './template/describePath.ts';
export { formatPhone, readDateTime } from './template/filters.ts';
export { filterNames } from './template/liquidEngine.ts';
export { type NormalizedPhone, normalizePhone } from './template/normalizePhone.ts';
export { checkTemplate, parseTemplate, type TemplateReading, type TemplateSegment } from './template/parseTemplate.ts';
export { printTemplate } from './template/printTemplate.ts';
export { type RenderedInput, type RenderInputRequest, renderInput } from './template/renderInput.ts';
export { type Rendered, type RenderRequest, renderTemplate } from './template/renderTemplate.ts';
export { valueWords } from './template/valueWords.ts';
export type { ConnectionFact, FlowCatalog } from './validate/FlowCatalog.ts';
export type { Issue, IssueCode } from './validate/Issue.ts';
export { type ValidateRequest, validateGraph } from './validate/validateGraph.ts';
