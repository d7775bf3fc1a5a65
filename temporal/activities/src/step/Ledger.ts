import type { Db, MessageKey, MessageRow } from '@noi/db';
import type { PlanStepOf, StepError } from '@noi/flow';
import type { AnyAction, Logger } from '@noi/node-sdk';
import type { CallContext } from '../ActivityDeps.ts';
import { persist } from '../persist.ts';
import type { PreparedStep } from './prepareStep.ts';

export interface LedgerRequest {
  readonly messages: Db['messages'];
  readonly key: MessageKey;
  readonly flowId: string;
  readonly trackingId: string;
  readonly step: PlanStepOf<'action'>;
  readonly action: AnyAction;
  readonly logger: Logger;
  readonly now: () => Date;
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

  /** Writes the row before the provider is called. `null` when it is new, else the row that an earlier try left. */
  async reserve(prepared: PreparedStep, context: CallContext): Promise<MessageRow | null> {
    const { messages, key, flowId, trackingId, step, action } = this.request;
    const { isNew, row } = await messages.reserve({
      ...key,
      flowId,
      trackingId,
      connectionId: step.connectionId ?? null,
      channel: action.message?.channel ?? '',
      purpose: action.message?.purpose ?? '',
      recipient: prepared.recipient ?? '',
      preview: String(context.redact(action.message?.preview(prepared.input) ?? '')),
      priceVnd: step.priceVnd ?? null,
    });
    return isNew ? null : row;
  }

  sent(output: Readonly<Record<string, unknown>>): Promise<void> {
    const messageId = output.messageId;
    return this.settle({ state: 'sent', ...(typeof messageId === 'string' || typeof messageId === 'number' ? { providerMessageId: String(messageId) } : {}) });
  }

  failed(error: StepError): Promise<void> {
    return this.settle({ state: 'failed', error });
  }

  unknown(error: StepError): Promise<void> {
    return this.settle({ state: 'unknown', error });
  }

  /** Takes the reservation back: the call surely did not happen, so another try may reserve again. */
  release(): Promise<void> {
    return persist(() => this.request.messages.release(this.request.key), this.request.logger);
  }

  private settle(change: { state: 'sent' | 'failed' | 'unknown'; providerMessageId?: string; error?: StepError }): Promise<void> {
    const { messages, key, logger, now } = this.request;
    return persist(() => messages.settle(key, { ...change, at: now() }), logger);
  }
}
