import { z } from 'zod';
import { Belongs } from './FlowSettings.ts';
import { MarkColour } from './marks.ts';
import { RuleGroup } from './rules.ts';
import { InputValue, Position, StepId } from './values.ts';
import { Span, Wait } from './waits.ts';

const stepBase = {
  id: StepId,
  /** The user's own name for the step; without it the title is made from its input. */
  name: z.string().max(120).optional(),
  position: Position,
  /** The container that holds this step; absent on the flow's own level. */
  parent: StepId.optional(),
  /** Switched off: runs pass it by, and it gives no data. See `runningGraph`. */
  disabled: z.literal(true).optional(),
  /** A mark of the user's own; means nothing to runs. */
  colour: MarkColour.optional(),
};

/** Snapshot of fields that only the account knows, taken when they were loaded, so that checking and simulating need no network. */
export const DynamicSnapshot = z.object({
  /** The values of the fields it depends on when it was taken, as JSON; a mismatch means it must be loaded again. */
  madeFor: z.string(),
  title: z.string().optional(),
  priceVnd: z.number().optional(),
  previewUrl: z.string().optional(),
  buttons: z.array(z.string()).readonly().optional(),
  facts: z
    .array(z.object({ vi: z.string(), en: z.string() }))
    .readonly()
    .optional(),
  /** `FieldDescriptor[]` of node-sdk. */
  fields: z.array(z.record(z.string(), z.unknown())),
});
export type DynamicSnapshot = z.infer<typeof DynamicSnapshot>;

const node = { node: z.string(), nodeVersion: z.number().int().positive(), connectionId: z.string().optional() };

export const TriggerStep = z.object({ ...stepBase, kind: z.literal('trigger'), ...node, input: z.record(z.string(), InputValue) });

export const ActionStep = z.object({
  ...stepBase,
  kind: z.literal('action'),
  ...node,
  input: z.record(z.string(), InputValue),
  dynamic: z.record(z.string(), DynamicSnapshot).optional(),
  /** When nobody can tell whether the provider did it: hold the step and ask a person (without this), do it again, or go on as if it were done. */
  onUnknown: z.enum(['ask', 'resend', 'skip']).optional(),
});

export const IfStep = z.object({ ...stepBase, kind: z.literal('if'), rule: RuleGroup });

export const SetStep = z.object({
  ...stepBase,
  kind: z.literal('set'),
  fields: z.array(z.object({ key: z.string(), label: z.string().optional(), value: InputValue })),
});

export const WaitStep = z.object({ ...stepBase, kind: z.literal('wait'), wait: Wait });

export const StopStep = z.object({ ...stepBase, kind: z.literal('stop'), reason: z.string().optional() });

/** Names a branch for ever: it is the port that wires leave by. The names of fixed ports are taken. */
export const BranchId = z.string().regex(/^(?!(?:next|true|false|error|otherwise|heldOut)$)[a-zA-Z0-9_]{1,40}$/);

const branch = { id: BranchId, label: z.string().max(60) };
export const mostBranches = 20;

/** The first case whose rule holds is taken, else the port `otherwise`. */
export const SwitchStep = z.object({
  ...stepBase,
  kind: z.literal('switch'),
  cases: z.array(z.object({ ...branch, rule: RuleGroup })).max(mostBranches),
});

/** Shares out its runs by weight, always the same way for the same customer. */
export const SplitStep = z.object({
  ...stepBase,
  kind: z.literal('split'),
  branches: z.array(z.object({ ...branch, weight: z.number() })).max(mostBranches),
  /** The weight of those who are left out, to compare with; they go by the port `heldOut`. */
  heldOut: z.number().optional(),
  /** The data path whose value decides; without it `trigger.customer.phone`. */
  by: z.string().max(200).optional(),
});

/** Ends the run as failed; `reason` is a template. */
export const FailStep = z.object({ ...stepBase, kind: z.literal('fail'), reason: z.string().max(500) });

/** Waits for an event, described by the trigger node `node`, that concerns this run and fits `rule` (which reads it as `event.…`). Its output is the event's payload. */
export const WaitForEventStep = z.object({
  ...stepBase,
  kind: z.literal('waitForEvent'),
  ...node,
  belongs: Belongs,
  rule: RuleGroup.optional(),
  /** With it there is a port `timeout`. */
  timeout: Span.optional(),
});

/** Asks people. Ends by `approved` when `needed` of them agree, by `rejected` when that can no longer come, or at the first refusal where `canVeto`. */
export const ApprovalStep = z.object({
  ...stepBase,
  kind: z.literal('approval'),
  /** A template. */
  question: z.string().max(2_000),
  /** Email addresses of those who may answer; nobody named means every member of the shop. */
  approvers: z.array(z.string().max(200)).max(50),
  needed: z.number(),
  canVeto: z.boolean(),
  /** With it there is a port `timeout`. */
  timeout: Span.optional(),
  remindEvery: Span.optional(),
});

/** A container whose body's branches run side by side; it ends when all of them are over. */
export const ParallelStep = z.object({ ...stepBase, kind: z.literal('parallel') });

/** A container whose body's branches race: the first to reach its end wins and the others are cancelled. */
export const FirstStep = z.object({ ...stepBase, kind: z.literal('first') });

export const mostItems = 10_000;

/** A container whose body runs once for each item of `list` (a template that gives a list), at most `atOnce` of them at a time, in order. The body reads `steps.<id>.item` and `.index`. */
export const ForEachStep = z.object({
  ...stepBase,
  kind: z.literal('forEach'),
  list: z.string().max(2_000),
  atOnce: z.number(),
  /** `stop`: the first failed item fails the step. `collect`: the rest goes on and the failures are listed in the output. */
  onFailure: z.enum(['stop', 'collect']),
});

/** A container whose body runs again until `until` holds after a round, at most `most` times; then it ends by `exhausted`. The body reads `steps.<id>.round` (from 1). */
export const RepeatStep = z.object({ ...stepBase, kind: z.literal('repeat'), until: RuleGroup, most: z.number() });

/** Calls another published flow, as a run of its own, and waits for its end. */
export const SubflowStep = z.object({ ...stepBase, kind: z.literal('subflow'), flowId: z.string(), input: z.record(z.string(), InputValue) });

/** What is done when the run fails: no wire leads here; it reads `steps.<id>.stepTitle`, `.message` and `.kind` of the failure. */
export const ErrorHandlerStep = z.object({ ...stepBase, kind: z.literal('errorHandler') });

/** A node placed in a flow, with its input. */
export const Step = z.discriminatedUnion('kind', [
  TriggerStep,
  ActionStep,
  IfStep,
  SwitchStep,
  SplitStep,
  SetStep,
  WaitStep,
  WaitForEventStep,
  ApprovalStep,
  ParallelStep,
  FirstStep,
  ForEachStep,
  RepeatStep,
  SubflowStep,
  StopStep,
  FailStep,
  ErrorHandlerStep,
]);
export type Step = z.infer<typeof Step>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;
