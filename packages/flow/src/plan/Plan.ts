import type { EventType } from '@noi/events';
import type {
  Belongs,
  BusinessHours,
  Concurrency,
  EntryRule,
  FrequencyCap,
  Gather,
  InputField,
  InputValue,
  OutputField,
  Port,
  QuietHours,
  RuleGroup,
  Span,
  StepId,
  Wait,
} from '../graph/FlowGraph.ts';

/** Which generation of the interpreter walks the plan. A change that alters running flows gets a new number. */
export const ENGINE = 1;

/** An event that a step or a goal listens to. `source` and `connectionId` are absent where it may come from anywhere. */
export interface PlanEvent {
  readonly event: EventType;
  readonly source?: string;
  readonly connectionId?: string;
  readonly belongs: Belongs;
  /** Reads the event as `event.…`. */
  readonly rule?: RuleGroup;
}

interface PlanStepBase {
  readonly id: StepId;
  /** For people: the run page and error texts. */
  readonly title: string;
  /** The same in English, where that is not the same. */
  readonly titleEn?: string;
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
      /** Names how its events are fetched from the provider. */
      readonly poll?: string;
      /** What the node is told: the times of a schedule, for one. */
      readonly input?: { readonly [key: string]: InputValue };
    })
  | (PlanStepBase & {
      readonly kind: 'action';
      readonly node: string;
      readonly nodeVersion: number;
      readonly connectionId?: string;
      readonly input: { readonly [key: string]: InputValue };
      /** Paths of the fields that hold rich text; absent where none does. */
      readonly rich?: readonly string[];
      readonly message?: { readonly channel: string; readonly purpose: string };
      readonly slow: boolean;
      readonly rateClass: string;
      /** A believable output for the simulator. */
      readonly sample: Readonly<Record<string, unknown>>;
      readonly priceVnd?: number;
      readonly onUnknown?: 'resend' | 'skip';
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
  | (PlanStepBase &
      PlanEvent & {
        readonly kind: 'waitForEvent';
        readonly timeout?: Span /** A believable payload for the simulator. */;
        readonly sample: Readonly<Record<string, unknown>>;
      })
  | (PlanStepBase & {
      readonly kind: 'approval';
      readonly question: string;
      readonly approvers: readonly string[];
      readonly needed: number;
      readonly canVeto: boolean;
      readonly timeout?: Span;
      readonly remindEvery?: Span;
    })
  /** Containers; the body is the level of the same name. */
  | (PlanStepBase & { readonly kind: 'parallel' })
  | (PlanStepBase & { readonly kind: 'first' })
  | (PlanStepBase & { readonly kind: 'forEach'; readonly list: string; readonly atOnce: number; readonly onFailure: 'stop' | 'collect' })
  | (PlanStepBase & { readonly kind: 'repeat'; readonly until: RuleGroup; readonly most: number })
  | (PlanStepBase & { readonly kind: 'subflow'; readonly flowId: string; readonly input: { readonly [key: string]: InputValue } })
  /** Begins when the run fails; its level is `root`, but it is none of the level's entries. */
  | (PlanStepBase & { readonly kind: 'errorHandler' })
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
  readonly businessHours?: BusinessHours;
  /** Who may start a run, and when; see the flow's settings. Kept by whoever starts runs, not by the interpreter. */
  readonly dedupeBy?: string;
  readonly entry?: EntryRule;
  readonly concurrency?: Concurrency;
  readonly gather?: Gather;
  /** Reached from outside; see `FlowRun.reachGoal`. */
  readonly goal?: PlanEvent;
  readonly inputs?: readonly InputField[];
  readonly outputs?: readonly OutputField[];
  readonly errorHandler?: StepId;
  readonly trigger: StepId;
  readonly steps: { readonly [id: StepId]: PlanStep };
  readonly levels: { readonly [id: LevelId]: PlanLevel };
}
