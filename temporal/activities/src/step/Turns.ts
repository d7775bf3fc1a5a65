import { setTimeout as pause } from 'node:timers/promises';
import type { StepDecision } from '@noi/db';
import type { PlanStepOf, StepError } from '@noi/flow';
import type { AnyAction, Logger, RateLimit } from '@noi/node-sdk';
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

/** The turns of one step at its account's provider. A step without an account has none: its addresses have nothing to do with each other. */
export class Turns {
  private readonly rates: CallRates | undefined;
  private readonly deps: ActivityDeps;
  private readonly logger: Logger;
  private readonly action: AnyAction;
  private readonly limit: RateLimit | undefined;
  private readonly key: { readonly workspaceId: string; readonly account: string; readonly rateClass: string };
  private isProbe = false;

  constructor({ deps, logger, workspaceId, step, action }: TurnsRequest) {
    this.deps = deps;
    this.logger = logger;
    this.action = action;
    this.rates = step.connectionId === undefined ? undefined : deps.rates;
    this.limit = deps.catalog.packageOf(step.node)?.rates?.[step.rateClass];
    this.key = { workspaceId, account: step.connectionId ?? '', rateClass: step.rateClass };
  }

  /** `null` when the call may go now, else the turn to come back for. */
  async take(decisions: readonly StepDecision[]): Promise<Turn | null> {
    if (!this.rates) return null;
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
    const quota = this.rates ? this.action.quota?.(output, this.deps.now()) : null;
    await this.tell({ end: 'answered', ...(quota ? { quota } : {}) });
  }

  async failed({ kind, retryAfterMs }: StepError): Promise<void> {
    const end = kind === 'unavailable' || kind === 'timeout' || kind === 'unknown_outcome' ? 'away' : 'answered';
    await this.tell({ end, ...(kind === 'rate_limited' ? { pauseMs: retryAfterMs ?? pauseWithoutWordMs } : {}) });
  }

  /** What the provider did is not undone by our not being able to note it. */
  private async tell(end: Omit<Parameters<CallRates['ended']>[0], 'workspaceId' | 'account' | 'rateClass' | 'wasProbe'>): Promise<void> {
    try {
      await this.rates?.ended({ ...this.key, ...end, wasProbe: this.isProbe });
    } catch (error) {
      this.logger.warn({ err: describeError(error), rateClass: this.key.rateClass }, 'the end of a call could not be noted');
    }
  }
}
