import type { Db, MessageKey, MessageRow, NewMessage } from '@noi/db';
import { type Plan, type PlanStepOf, resultOf, type SendDecision, type StepError } from '@noi/flow';
import type { AnyAction, Logger, Text } from '@noi/node-sdk';
import type { ActivityDeps, CallContext, Turn } from '../ActivityDeps.ts';
import { persist } from '../persist.ts';
import { delayUntil, type Held } from './decisions.ts';
import { holdForFlow } from './holds.ts';
import type { PreparedStep } from './prepareStep.ts';
import { sendRules } from './sendRules.ts';

export interface LedgerRequest {
  readonly messages: Db['messages'];
  readonly key: MessageKey;
  readonly flowId: string;
  readonly trackingId: string;
  readonly plan: Plan;
  readonly step: PlanStepOf<'action'>;
  readonly action: AnyAction;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly hasConsent: ActivityDeps['hasConsent'];
  readonly counts: ActivityDeps['counts'];
}

/**
 * `left` is `null` when the row is new, else what an earlier try left, with the turn for which another call of it must wait; `held` is how the step ends when
 * the message may not go now.
 */
export type Reservation = { readonly left: MessageRow | null; readonly late?: Turn | null } | { readonly held: Held; readonly turn: Turn | null };

interface ReserveRequest {
  readonly context: CallContext;
  /** The turn at the provider, taken only by what may go. */
  readonly turn: () => Promise<Turn | null>;
  /** Why the provider would not take this message. */
  readonly problem: () => Promise<Text | null>;
  /** A message of which nobody knows whether it went out may go again: it is decided about like one that is new. */
  readonly mayRepeat: boolean;
}

function objectionOf(decision: SendDecision, turn: Turn | null): Held | null {
  return resultOf(decision) ?? (turn ? delayUntil(turn) : null);
}

function providerIdIn({ messageId }: Readonly<Record<string, unknown>>): { readonly providerMessageId?: string } {
  return typeof messageId === 'string' || typeof messageId === 'number' ? { providerMessageId: String(messageId) } : {};
}

/** The ledger row of one visit of a step that addresses a person. */
export class Ledger {
  private readonly request: LedgerRequest;

  constructor(request: LedgerRequest) {
    this.request = request;
  }

  /** The row as it stands; `null` says that no provider was ever called for this visit. */
  read(): Promise<MessageRow | null> {
    return this.request.messages.get(this.request.key);
  }

  /**
   * Takes the send decision and, when the message may go, writes the row before the provider is called. About a row that is there nothing is left to decide,
   * unless it is unknown and may go again.
   */
  async reserve(prepared: PreparedStep, { context, turn: takeTurn, problem: findProblem, mayRepeat }: ReserveRequest): Promise<Reservation> {
    const { messages, plan, now, hasConsent } = this.request;
    const row = this.newRow(prepared, context);
    const consent = hasConsent ? await hasConsent(row) : true;
    const { since, decide } = sendRules({ plan, message: row, now: now(), hasConsent: consent });
    // Nothing is asked, and no turn used up, for what may not go now anyway.
    const mayGo = decide([]).outcome === 'send';
    const templateProblem = (mayGo && (await findProblem())) || undefined;
    const turn = mayGo && !templateProblem ? await takeTurn() : null;
    const provider = { templateProblem, quota: turn?.cause === 'quota' ? { resumesAt: turn.at } : undefined };
    const objection = (counts: readonly number[]) => objectionOf(decide(counts, provider), turn);
    if (since.length === 0) {
      const objected = objection([]);
      if (objected) return this.heldBack(objected, { turn, mayRepeat });
      // Nothing is to be counted and nothing objects: the row goes in with those of the tick.
      const { isNew, row: known } = await messages.reserve(row);
      return this.reserved({ isNew, row: known }, null);
    }
    const answer = await messages.reserveUnless(row, { since, objection });
    if ('objection' in answer) return this.heldBack(answer.objection, { turn, mayRepeat });
    return this.reserved(answer, turn);
  }

  private reserved({ isNew, row }: { readonly isNew: boolean; readonly row: MessageRow | null }, turn: Turn | null): Reservation {
    if (row === null) return this.paused();
    if (!isNew) return { left: row, late: turn };
    this.count('reserved');
    return { left: null };
  }

  /** The flow was paused since the step began. */
  private paused(): Reservation {
    return { held: holdForFlow(this.request.flowId), turn: null };
  }

  /** A row that is there is older than any objection: whatever came of its call is found out first. */
  private async heldBack(held: Held, { turn, mayRepeat }: { turn: Turn | null; mayRepeat: boolean }): Promise<Reservation> {
    const left = await this.read();
    return left === null || (left.state === 'unknown' && mayRepeat) ? { held, turn } : { left, late: turn };
  }

  private newRow(prepared: PreparedStep, context: CallContext): NewMessage {
    const { key, flowId, trackingId, step, action } = this.request;
    return {
      ...key,
      flowId,
      trackingId,
      connectionId: step.connectionId ?? null,
      channel: action.message?.channel ?? '',
      purpose: action.message?.purpose ?? '',
      recipient: prepared.recipient ?? '',
      preview: String(context.redact(action.message?.preview(prepared.input) ?? '')),
      priceVnd: step.priceVnd ?? null,
    };
  }

  /** For a call that is made again although an earlier one may have gone through. `false` when that was cleared up meanwhile. */
  reserveAgain(): Promise<boolean> {
    return this.request.messages.reserveAgain(this.request.key);
  }

  /** Settled with the step's own end, in one commit. */
  sent(output: Readonly<Record<string, unknown>>): { readonly sent: { readonly providerMessageId?: string } } {
    this.count('sent');
    return { sent: providerIdIn(output) };
  }

  failed(error: StepError): Promise<void> {
    return this.settle({ state: 'failed', error });
  }

  unknown(error: StepError): Promise<void> {
    return this.settle({ state: 'unknown', error });
  }

  /** Settled with the step's own end, in one commit. */
  leftUnknown(error: StepError): { readonly unknown: StepError } {
    this.count('unknown');
    return { unknown: error };
  }

  /** Takes the reservation back: the call surely did not happen, so another try may reserve again. With `reservedAt`, that one only. */
  release(reservedAt?: Date): Promise<void> {
    const { key, logger, messages } = this.request;
    return persist(() => messages.release({ ...key, ...(reservedAt ? { reservedAt } : {}) }), logger);
  }

  private settle(change: { state: 'failed' | 'unknown'; error: StepError }): Promise<void> {
    const { messages, key, logger, now } = this.request;
    this.count(change.state);
    return persist(() => messages.settle(key, { ...change, at: now() }), logger);
  }

  private count(state: 'reserved' | 'sent' | 'failed' | 'unknown'): void {
    const { counts, key, action } = this.request;
    counts?.onMessage?.({ workspaceId: key.workspaceId, channel: action.message?.channel ?? '', state });
  }
}
