import type { Catalog } from '@noi/catalog';
import type { Db } from '@noi/db';
import type { PlanStep, RunOutcome } from '@noi/flow';
import type { HttpClient, Logger, RateLimit, RemainingQuota, Text } from '@noi/node-sdk';
import type { Tracing } from '@noi/telemetry';
import type { PlanCache } from './PlanCache.ts';

/** What an action gets to reach its provider, made for one call. */
export interface CallContext {
  readonly http: HttpClient;
  readonly client: unknown;
  /** The same value with every secret of the connection hidden; for whatever is stored or shown. */
  redact(value: unknown): unknown;
  /** Why the account must not be called before somebody has seen to it; `null` while nothing is known against it. */
  readonly problem: Text | null;
  /** The provider refused the account. `renewed` when it was given other values meanwhile. */
  lose(problem: Text): Promise<'lost' | 'renewed'>;
}

/** The part of `@noi/connections` that runs use. */
export interface CallContexts {
  context(request: { workspaceId: string; connectionId: string | null; action?: { id: string; version: number } }): Promise<CallContext>;
}

/** When a call may go (epoch ms), and what it waits for. */
export interface Turn {
  readonly at: number;
  readonly cause: 'rate' | 'paused' | 'quota' | 'broken';
  /** This call finds out whether a provider that was away is back. */
  readonly isProbe: boolean;
}

interface RateClassKey {
  readonly workspaceId: string;
  readonly account: string;
  readonly rateClass: string;
}

/** Turns at providers, kept by all processes together. */
export interface CallRates {
  take(request: RateClassKey & { readonly limit?: RateLimit | undefined; readonly hasTurn: boolean }): Promise<Turn>;
  ended(
    call: RateClassKey & { readonly end: 'answered' | 'away'; readonly wasProbe: boolean; readonly pauseMs?: number; readonly quota?: RemainingQuota },
  ): Promise<void>;
}

/** A message that is about to go to a person. */
export interface ConsentQuestion {
  readonly workspaceId: string;
  /** As the ledger keeps it. */
  readonly recipient: string;
  readonly channel: string;
  readonly purpose: string;
}

/** What one try of a step did. */
export interface StepFact {
  readonly workspaceId: string;
  readonly node: string;
  readonly outcome: 'done' | 'failed' | 'retrying' | 'skipped' | 'delayed' | 'held';
  readonly seconds: number;
}

/** A step came to its end that calls nobody. */
export interface LogicFact {
  readonly workspaceId: string;
  readonly kind: Exclude<PlanStep['kind'], 'action' | 'trigger'>;
  readonly outcome: 'done' | 'failed' | 'skipped' | 'stopped';
}

/** What this process did, for counters. What a crash makes it do again is told again. */
export interface ActivityCounts {
  onStep?(fact: StepFact): void;
  onLogicStep?(fact: LogicFact): void;
  onRunEnded?(fact: { readonly workspaceId: string; readonly state: RunOutcome['state'] }): void;
  /** A message came to this state of the ledger by our own doing; receipts are told by the dispatcher. */
  onMessage?(fact: { readonly workspaceId: string; readonly channel: string; readonly state: 'reserved' | 'sent' | 'failed' | 'unknown' }): void;
}

export interface ActivityDeps {
  readonly db: Pick<Db, 'moves' | 'runs' | 'messages' | 'shopFiles' | 'waits'>;
  readonly plans: PlanCache;
  readonly catalog: Pick<Catalog, 'action' | 'actionDefinition' | 'packageOf'>;
  readonly connections: CallContexts;
  /** Without it no limit is kept. */
  readonly rates?: CallRates;
  /** Whether a person may be written to. Without it everybody may: there are no customer records to ask yet. */
  readonly hasConsent?: (question: ConsentQuestion) => Promise<boolean>;
  /** Name of the queue on which only this process listens. */
  readonly host: string;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly counts?: ActivityCounts;
  /** Without it nothing is traced. */
  readonly tracing?: Tracing;
  /** How long a provider may hold up a group's workflow task before the activity answers `pending`. Default 400. */
  readonly budgetMs?: number;
  /** The same for provider and our own writes together. Default 2 000. */
  readonly longestMs?: number;
  /** Longest that one call of an action may take. Default 30 000. */
  readonly callDeadlineMs?: number;
  /** After this long without a checkpoint, a call that another process began counts as dead. Default: the deadline and 2 s. */
  readonly abandonedAfterMs?: number;
}
