import type { EventType } from '@noi/events';
import type { FrequencyCap, InputValue, Port, QuietHours, RuleGroup, StepId, Wait } from '../graph/FlowGraph.ts';

/** Which generation of the interpreter walks the plan. A change that alters running flows gets a new number. */
export const ENGINE = 1;

interface PlanStepBase {
  readonly id: StepId;
  /** For people: the run page and error texts. */
  readonly title: string;
  readonly level: LevelId;
}

export type PlanStep =
  | (PlanStepBase & {
      readonly kind: 'trigger';
      readonly node: string;
      readonly nodeVersion: number;
      readonly event: EventType;
      readonly source?: string;
      readonly connectionId?: string;
    })
  | (PlanStepBase & {
      readonly kind: 'action';
      readonly node: string;
      readonly nodeVersion: number;
      readonly connectionId?: string;
      readonly input: { readonly [key: string]: InputValue };
      readonly message?: { readonly channel: string; readonly purpose: string };
      readonly slow: boolean;
      readonly rateClass: string;
      /** A believable output for the simulator. */
      readonly sample: Readonly<Record<string, unknown>>;
      readonly priceVnd?: number;
    })
  | (PlanStepBase & { readonly kind: 'if'; readonly rule: RuleGroup })
  | (PlanStepBase & { readonly kind: 'switch'; readonly cases: readonly { readonly port: Port; readonly rule: RuleGroup }[] })
  | (PlanStepBase & {
      readonly kind: 'split';
      /** The held out first: while their share stays, what is changed among the branches never makes one of them a customer of a branch. */
      readonly shares: readonly { readonly port: Port; readonly weight: number }[];
      readonly by: string;
    })
  | (PlanStepBase & { readonly kind: 'set'; readonly fields: readonly { readonly key: string; readonly value: InputValue }[] })
  | (PlanStepBase & { readonly kind: 'wait'; readonly wait: Wait })
  | (PlanStepBase & { readonly kind: 'stop'; readonly reason?: string })
  | (PlanStepBase & { readonly kind: 'fail'; readonly reason: string });

export type PlanStepOf<K extends PlanStep['kind']> = Extract<PlanStep, { kind: K }>;

export interface PlanEdge {
  readonly id: string;
  readonly from: StepId;
  readonly port: Port;
  readonly to: StepId;
}

/** The flow's own level is `root`; a container's body is named by the container's step id. */
export type LevelId = string;

/** One level of the graph: a DAG. Order follows the graph's reading order, so that walking it is deterministic. */
export interface PlanLevel {
  readonly id: LevelId;
  /** Steps without wires in: the trigger on `root`, the first steps of a body. */
  readonly entries: readonly StepId[];
  readonly steps: readonly StepId[];
  readonly edges: readonly PlanEdge[];
}

/** The compiled, immutable form that a run walks. `hash` is the SHA-256 of its canonical JSON without `hash`: equal content, equal name. Positions, names of groups and the like are not part of it. */
export interface Plan {
  readonly hash: string;
  readonly engine: number;
  readonly timezone: string;
  /** What the flow's settings ask of every message; see `decideSend`. */
  readonly quietHours?: QuietHours;
  readonly frequencyCap?: FrequencyCap;
  readonly trigger: StepId;
  readonly steps: { readonly [id: StepId]: PlanStep };
  readonly levels: { readonly [id: LevelId]: PlanLevel };
}
