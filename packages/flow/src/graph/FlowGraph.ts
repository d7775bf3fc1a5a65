import { z } from 'zod';

/** Unique in its flow and stable across versions: a letter, then letters, digits or `_`. Also the name under which templates read the step's output (`steps.<id>.…`). */
export const StepId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/);
export type StepId = z.infer<typeof StepId>;

export const Position = z.object({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof Position>;

/**
 * What a form field holds: a literal, a Liquid template (any string), or nested values. Strings are always templates;
 * data is read as `{{ trigger.order.code }}` and `{{ steps.<id>.<path> }}`.
 */
export type InputValue = string | number | boolean | null | InputValue[] | { [key: string]: InputValue };
export const InputValue: z.ZodType<InputValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(InputValue), z.record(z.string(), InputValue)]),
);

/** One test of the rule tree: `field` is a data path (`trigger.order.total`), `value` a literal or a template. */
export const Rule = z.object({
  id: z.string().optional(),
  field: z.string(),
  operator: z.enum(['=', '!=', '<', '<=', '>', '>=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', 'in', 'notIn', 'null', 'notNull']),
  value: z.unknown().optional(),
});
export type Rule = z.infer<typeof Rule>;

/** A condition, in react-querybuilder's shape. */
export interface RuleGroup {
  id?: string | undefined;
  combinator: 'and' | 'or';
  not?: boolean | undefined;
  rules: (Rule | RuleGroup)[];
}
export const RuleGroup: z.ZodType<RuleGroup> = z.lazy(() =>
  z.object({
    id: z.string().optional(),
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    rules: z.array(z.union([RuleGroup, Rule])),
  }),
);

/** `duration` counts exact time (a day is 24 h). `until` takes a template that gives an ISO date or date-time (a bare date is its midnight in the flow's timezone). `timeOfDay` is the next `HH:mm` in the flow's timezone. A time in the past does not wait. */
export const Wait = z.discriminatedUnion('type', [
  z.object({ type: z.literal('duration'), amount: z.number().nonnegative(), unit: z.enum(['seconds', 'minutes', 'hours', 'days', 'weeks']) }),
  z.object({ type: z.literal('until'), at: z.string() }),
  z.object({ type: z.literal('timeOfDay'), time: z.string() }),
]);
export type Wait = z.infer<typeof Wait>;

const stepBase = {
  id: StepId,
  /** The user's own name for the step; without it the title is made from its input. */
  name: z.string().max(120).optional(),
  position: Position,
  /** The container that holds this step (`For each`, `Parallel`, …); absent on the flow's own level. */
  parent: StepId.optional(),
};

/** Snapshot of fields that only the account knows, taken when they were loaded, so that checking and simulating need no network. */
export const DynamicSnapshot = z.object({
  /** The values of the fields it depends on when it was taken, as JSON; a mismatch means it must be loaded again. */
  madeFor: z.string(),
  title: z.string().optional(),
  priceVnd: z.number().optional(),
  previewUrl: z.string().optional(),
  /** `FieldDescriptor[]` of node-sdk. */
  fields: z.array(z.record(z.string(), z.unknown())),
});
export type DynamicSnapshot = z.infer<typeof DynamicSnapshot>;

const node = { node: z.string(), nodeVersion: z.number().int().positive() };

export const TriggerStep = z.object({
  ...stepBase,
  kind: z.literal('trigger'),
  ...node,
  connectionId: z.string().optional(),
  input: z.record(z.string(), InputValue),
});
export const ActionStep = z.object({
  ...stepBase,
  kind: z.literal('action'),
  ...node,
  connectionId: z.string().optional(),
  input: z.record(z.string(), InputValue),
  dynamic: z.record(z.string(), DynamicSnapshot).optional(),
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

/** A node placed in a flow, with its input. */
export const Step = z.discriminatedUnion('kind', [TriggerStep, ActionStep, IfStep, SwitchStep, SplitStep, SetStep, WaitStep, StopStep, FailStep]);
export type Step = z.infer<typeof Step>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** Named ways out: `next` of most steps, `true`/`false` of an if, the ids of a switch's cases and of a split's branches, `error` of actions. */
export const Port = z.string().regex(/^[a-zA-Z0-9_]{1,40}$/);
export type Port = z.infer<typeof Port>;

/** A wire. Its id is unique in the flow. */
export const Edge = z.object({ id: z.string().min(1).max(120), from: StepId, port: Port, to: StepId });
export type Edge = z.infer<typeof Edge>;

/** A part of every day (`HH:mm`, the flow's timezone) in which nobody is written to; from 22:00 to 07:00 crosses midnight. */
export const QuietHours = z.object({ from: z.string(), to: z.string() });
export type QuietHours = z.infer<typeof QuietHours>;

/** At most so many messages to one person, on one channel and for one purpose, within so many days. */
export const FrequencyCap = z.object({ messages: z.number(), days: z.number() });
export type FrequencyCap = z.infer<typeof FrequencyCap>;

export const FlowSettings = z.object({
  /** IANA name; waits until a time of day and dates in templates use it. */
  timezone: z.string(),
  quietHours: QuietHours.optional(),
  frequencyCap: FrequencyCap.optional(),
});
export type FlowSettings = z.infer<typeof FlowSettings>;

/** The document that people draw: what is saved, versioned, exported and compiled. */
export const FlowGraph = z.object({
  schema: z.literal(1),
  settings: FlowSettings,
  steps: z.record(z.string(), Step),
  edges: z.array(Edge),
});
export type FlowGraph = z.infer<typeof FlowGraph>;

/** A flow with nothing on its canvas. */
export function emptyGraph(): FlowGraph {
  return { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: {}, edges: [] };
}
