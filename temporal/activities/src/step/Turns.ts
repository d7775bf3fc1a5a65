import { setTimeout as pause } from 'node:timers/promises';
import type { StepDecision } from '@noi/db';
import type { PlanStepOf, StepError } from '@noi/flow';
import { type AnyAction, type Logger, NodeError, type RateLimit } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import type { ActivityDeps, CallRates, Turn } from '../ActivityDeps.ts';
import { comesForTurn } from './decisions.ts';

export interface TurnsRequest {
  readonly deps: ActivityDeps;
  readonly logger: Logger;
  readonly workspaceId: string;
  readonly step: PlanStepOf<'action'>;
  readonly action: AnyAction;
}

/** A turn that is this near is waited for here: asking again would cost more. */
const shortWaitMs = 150;
const pauseWithoutWordMs = 1_000;

/** The turns of one step at its account's provider, or, where the shop gave an address instead of an account, at whom that reaches. */
export class Turns {
  private readonly rates: CallRates | undefined;
  private readonly deps: ActivityDeps;
  private readonly logger: Logger;
  private readonly action: AnyAction;
  private readonly limit: RateLimit | undefined;
  private readonly workspaceId: string;
  private readonly step: PlanStepOf<'action'>;
  /** Whose turns these are. */
  private key: Pick<Parameters<CallRates['ended']>[0], 'workspaceId' | 'account' | 'rateClass'> | null = null;
  private isProbe = false;

  constructor({ deps, logger, workspaceId, step, action }: TurnsRequest) {
    this.deps = deps;
    this.logger = logger;
    this.action = action;
    this.rates = deps.rates;
    this.workspaceId = workspaceId;
    this.step = step;
    this.limit = deps.catalog.packageOf(step.node)?.rates?.[step.rateClass];
  }

  /** Tells what the call is made with; without it there are no turns. */
  callsWith(input: Readonly<Record<string, unknown>>): void {
    const host = this.action.host?.(input) ?? null;
    // Told apart from the ids of accounts.
    const account = this.step.connectionId ?? (host === null ? null : `host:${host}`);
    this.key = account === null ? null : { workspaceId: this.workspaceId, account, rateClass: this.step.rateClass };
  }

  /** `null` when the call may go now, else the turn to come back for. */
  async take(decisions: readonly StepDecision[]): Promise<Turn | null> {
    if (!this.rates || this.key === null) return null;
    const now = this.deps.now();
    const turn = await this.rates.take({ ...this.key, limit: this.limit, hasTurn: comesForTurn(decisions, now) });
    this.isProbe = turn.isProbe;
    const waitMs = turn.at - now.getTime();
    // Those who wait for the end of a probe would all come at once.
    if (waitMs > shortWaitMs || (waitMs > 0 && turn.cause === 'broken')) return turn;
    if (waitMs > 0) await pause(waitMs);
    return null;
  }

  async answered(output: Readonly<Record<string, unknown>>): Promise<void> {
    const quota = this.key ? this.action.quota?.(output, this.deps.now()) : null;
    await this.tell({ end: 'answered', ...(quota ? { quota } : {}) });
  }

  /** `thrown` is what the node threw. */
  async failed({ kind, retryAfterMs }: StepError, thrown: unknown): Promise<void> {
    const end = kind === 'unavailable' || kind === 'timeout' || kind === 'unknown_outcome' ? 'away' : 'answered';
    const quota = thrown instanceof NodeError ? thrown.options.accountQuota : undefined;
    await this.tell({ end, ...(kind === 'rate_limited' ? { pauseMs: retryAfterMs ?? pauseWithoutWordMs } : {}), ...(quota ? { quota } : {}) });
  }

  /** What the provider did is not undone by our not being able to note it. */
  private async tell(end: Omit<Parameters<CallRates['ended']>[0], 'workspaceId' | 'account' | 'rateClass' | 'wasProbe'>): Promise<void> {
    if (this.key === null) return;
    try {
      await this.rates?.ended({ ...this.key, ...end, wasProbe: this.isProbe });
    } catch (error) {
      this.logger.warn({ err: describeError(error), rateClass: this.key.rateClass }, 'the end of a call could not be noted');
    }
  }
}
