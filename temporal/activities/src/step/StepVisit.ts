import type { MessageRow, StepDecision, StepRunKey, StepRunRow } from '@noi/db';
import { type ExecuteResult, type HoldKey, type Plan, type PlanStepOf, retryDecision, type StepError } from '@noi/flow';
import type { ActionContext, AnyAction, Logger, Text } from '@noi/node-sdk';
import type { ExecuteStepRequest } from '@noi/temporal-workflows';
import type { ActivityDeps, CallContext, StepFact, Turn } from '../ActivityDeps.ts';
import type { Patience } from '../Patience.ts';
import { isDatabaseAway, persist } from '../persist.ts';
import { withFacts } from '../withFacts.ts';
import { type CallRequest, callAction, lookUpCall } from './callAction.ts';
import { capOutput } from './capOutput.ts';
import { answerFrom, openSince } from './checkpoint.ts';
import { answeredBefore, decisionOf, delayUntil, type Held } from './decisions.ts';
import { holdForConnection, holdForFlow, isForUnknown, mayRepeat, unknownOutcome, unknownPolicy } from './holds.ts';
import { idempotencyKey } from './idempotencyKey.ts';
import { Ledger } from './Ledger.ts';
import { type PreparedStep, prepareStep } from './prepareStep.ts';
import { readFiles } from './readFiles.ts';
import type { StepTrace } from './StepTrace.ts';
import { Turns } from './Turns.ts';
import { isOutcomeUnknown, toStepError } from './toStepError.ts';

type Output = Readonly<Record<string, unknown>>;

type StepEnd =
  | { readonly state: 'done'; readonly output: Output; readonly port: string; readonly sent?: { readonly providerMessageId?: string } }
  | { readonly state: 'skipped'; readonly reason: Text; readonly port: string }
  | { readonly state: 'failed' | 'retrying'; readonly error: StepError }
  | { readonly state: 'waiting'; readonly reason: Text; readonly until?: Date };

export interface VisitRequest {
  readonly deps: ActivityDeps;
  readonly request: ExecuteStepRequest;
  readonly plan: Plan;
  readonly step: PlanStepOf<'action'>;
  readonly action: AnyAction;
  /** Told when the provider is asked and has answered. */
  readonly patience?: Patience | undefined;
  readonly trace: StepTrace;
}

/** One try of one visit of an action step: every row around the call, and the call. */
export class StepVisit {
  private readonly deps: ActivityDeps;
  private readonly request: ExecuteStepRequest;
  private readonly step: PlanStepOf<'action'>;
  private readonly action: AnyAction;
  private readonly timezone: string;
  private readonly patience: Patience | undefined;
  private readonly trace: StepTrace;
  private readonly key: StepRunKey;
  private readonly ledger: Ledger | null;
  private readonly trackingId: string;
  private readonly startedAt: Date;
  private readonly turns: Turns;
  private readonly logger: Logger;
  private decisions: readonly StepDecision[] = [];
  private isPaused = false;
  /** Not written yet. */
  private decided: StepDecision | undefined;
  private shownInput: unknown;
  private redact: CallContext['redact'] = (value) => value;

  constructor({ deps, request, plan, step, action, patience, trace }: VisitRequest) {
    this.patience = patience;
    this.trace = trace;
    this.deps = deps;
    this.request = request;
    this.step = step;
    this.action = action;
    this.timezone = plan.timezone;
    this.startedAt = deps.now();
    const { workspaceId, runId, scope, stepId, visit } = request;
    this.key = { workspaceId, runId, scope, stepId, visit };
    this.trackingId = idempotencyKey(this.key);
    const { now, hasConsent, counts } = deps;
    const about = { workspaceId, flowId: request.flowId, runId, stepId, node: step.node, attempt: request.attempt };
    this.logger = withFacts(deps.logger, scope === 'root' ? about : { ...about, scope });
    const { logger } = this;
    const message = { key: this.key, flowId: request.flowId, trackingId: this.trackingId, plan, step, action };
    this.turns = new Turns({ deps, logger, workspaceId, step, action });
    this.ledger = action.message ? new Ledger({ ...message, messages: deps.db.messages, logger, now, hasConsent, counts }) : null;
  }

  /** Answers from the checkpoint when there is one, else makes the call. Throws only while the database is away and nothing was called. */
  async take(): Promise<ExecuteResult> {
    const { attempt, flowId } = this.request;
    const { before, decisions, isPaused } = await this.deps.db.runs.beginStep({ ...this.key, flowId, attempt, input: null, at: this.startedAt });
    const known = before && answerFrom(before, this.request.attempt);
    if (known) return this.repair(known);
    const again = answeredBefore(decisions, this.request.token);
    if (again) return this.repair(await this.putOff(again));
    this.decisions = decisions;
    // Of a call that another process began it is found out first what became of it, which sends nothing.
    if (isPaused && openSince(before, this.startedAt) === null) return this.holdBack(holdForFlow(flowId), null);
    this.isPaused = isPaused;

    const prepared = this.prepare();
    if ('error' in prepared) return this.endBeforeCall(prepared.error, before);
    const { connectionId } = this.step;
    let context: CallContext;
    try {
      context = await this.open();
    } catch (thrown) {
      if (isDatabaseAway(thrown)) throw thrown;
      const error = toStepError(thrown, this.action.effects.repeat);
      // What the account needs before any call, such as a token renewed, is refused as a call would be.
      if (error.kind === 'unauthorized' && connectionId !== undefined) return this.holdBack(holdForConnection(connectionId, error.text), null);
      return this.endBeforeCall(error, before);
    }
    if (context.problem && connectionId !== undefined) return this.holdBack(holdForConnection(connectionId, context.problem), null);
    this.redact = (value) => context.redact(value);
    this.shownInput = context.redact(prepared.input);
    return this.reserveAndCall(prepared, { context, before });
  }

  private prepare(): PreparedStep | { error: StepError } {
    const { step, action, timezone } = this;
    const preparation = prepareStep({
      step,
      action,
      catalog: this.deps.catalog,
      data: this.request.data,
      given: this.request.input,
      timezone,
      now: this.startedAt,
    });
    if (preparation.ok) return preparation.prepared;
    this.shownInput = preparation.input;
    return { error: preparation.error };
  }

  private open(): Promise<CallContext> {
    const { node: id, nodeVersion: version, connectionId } = this.step;
    return this.deps.connections.context({ workspaceId: this.key.workspaceId, connectionId: connectionId ?? null, action: { id, version } });
  }

  private async reserveAndCall(prepared: PreparedStep, { context, before }: { context: CallContext; before: StepRunRow | null }): Promise<ExecuteResult> {
    const call = this.callRequest(prepared, context);
    const turn = () => this.turns.take(this.decisions);
    const problem = () => this.messageProblem(call);
    const reservation = this.ledger ? await this.ledger.reserve(prepared, { context, turn, problem }) : await this.turnOf(turn);
    if ('held' in reservation) return this.holdBack(reservation.held, reservation.turn);
    const { left, late } = reservation;
    const isRepeat = left?.state === 'unknown' && mayRepeat(this.decisions) && (await this.ledger?.reserveAgain()) === true;
    if (left && left.state !== 'reserved' && !isRepeat) return this.fromLedger(left, call);

    // With a ledger, a new row proves that nobody called before; without one, an unfinished try in the step's row leaves doubt.
    const doubtSince = isRepeat ? null : this.ledger ? (left?.reservedAt ?? null) : openSince(before, this.startedAt);
    if (doubtSince && this.action.effects.repeat !== 'native') {
      const resolved = await this.resolveDoubt(doubtSince, call);
      if (resolved !== 'call') return resolved;
    }

    if (this.isPaused) return this.holdBack(holdForFlow(this.request.flowId), null);
    if (left && late) return this.holdBack(delayUntil(late), late);
    if (this.ledger) this.decided = { at: this.deps.now().toISOString(), outcome: 'send', token: this.request.token };
    let output: Output;
    const asked = this.trace.ask();
    this.patience?.providerAsked();
    try {
      output = await callAction(call);
      asked.end();
    } catch (thrown) {
      const error = toStepError(thrown, this.action.effects.repeat);
      asked.end({ error: error.kind });
      await this.turns.failed(error);
      return this.callFailed(error, { call, context, isFirst: left === null });
    } finally {
      this.patience?.providerAnswered();
    }
    await this.turns.answered(output);
    return this.done(output);
  }

  /** What could not be found out speaks against nothing: the provider says so itself when it is called. */
  private async messageProblem({ context }: CallRequest): Promise<Text | null> {
    try {
      return (await this.action.message?.problem?.(context)) ?? null;
    } catch (error) {
      this.deps.logger.debug({ node: this.action.id, err: String(error) }, 'what speaks against a message could not be asked');
      return null;
    }
  }

  private async turnOf(turn: () => Promise<Turn | null>): Promise<{ left: null; late?: null } | { held: Held; turn: Turn }> {
    const late = await turn();
    return late ? { held: delayUntil(late), turn: late } : { left: null };
  }

  /** Something speaks against calling now: it is written down with its reason. */
  private holdBack(held: Held, turn: Turn | null, key?: HoldKey): Promise<ExecuteResult> {
    const hasTurn = turn !== null && turn.cause !== 'broken' && held.outcome === 'delayed' && held.until === Math.ceil(turn.at);
    this.decided = { ...decisionOf(held, { at: this.deps.now(), token: this.request.token, hasTurn }), ...(key === undefined ? {} : { key }) };
    return this.putOff(held);
  }

  private async putOff(held: Held): Promise<ExecuteResult> {
    if (held.outcome === 'failed') return this.end(held.error);
    if (held.outcome === 'skipped') await this.endStep({ state: 'skipped', reason: held.reason, port: 'next' });
    else await this.endStep({ state: 'waiting', reason: held.reason, ...(held.outcome === 'delayed' ? { until: new Date(held.until) } : {}) });
    this.report(held.outcome);
    return held;
  }

  private callRequest(prepared: PreparedStep, { http, client }: CallContext): CallRequest {
    const context: ActionContext<unknown> = {
      input: prepared.input,
      http,
      client,
      files: readFiles(this.deps.db, this.key.workspaceId),
      ...(this.step.connectionId === undefined ? {} : { connectionId: this.step.connectionId }),
      idempotencyKey: this.trackingId,
      logger: this.logger,
      now: this.startedAt,
      attempt: this.request.attempt,
    };
    return { action: this.action, context, deadlineMs: this.deps.callDeadlineMs ?? 30_000 };
  }

  /**
   * Another process began this call and left no end. It may still be alive, so it gets the time that a call may take; then
   * the node is asked what became of it, and where nobody knows, a person is.
   */
  private async resolveDoubt(since: Date, call: CallRequest): Promise<ExecuteResult | 'call'> {
    this.patience?.providerAsked();
    const abandonedAfterMs = this.deps.abandonedAfterMs ?? call.deadlineMs + 2_000;
    for (;;) {
      const landed = await this.readCheckpoint();
      if (landed) return this.repair(landed);
      const left = since.getTime() + abandonedAfterMs - this.deps.now().getTime();
      if (left <= 0) break;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, 1_000)));
    }
    const answer = await lookUpCall(call);
    if (answer.found === 'yes') return this.done(answer.output);
    if (answer.found === 'absent') return 'call';
    return this.leaveUnknown(unknownOutcome);
  }

  /**
   * Nobody knows whether the provider did it: the step's policy says what is done about it. The step's row goes first, since it is what a repeat of this
   * request is answered from; were the ledger first, a death in between could make a call that was allowed once be made twice.
   */
  private async leaveUnknown(error: StepError): Promise<ExecuteResult> {
    const { runId, token } = this.request;
    const { held, key } = unknownPolicy({ policy: this.step.onUnknown, decisions: this.decisions, runId, token, text: error.text, now: this.deps.now() });
    const result = await this.holdBack(held, null, key);
    await this.ledger?.unknown(error);
    return result;
  }

  /** The account is refused: all its steps wait until somebody has connected it again. */
  private async loseConnection(
    connectionId: string,
    error: StepError,
    { context, isFirst }: { context: CallContext; isFirst: boolean },
  ): Promise<ExecuteResult> {
    if (isFirst) await this.ledger?.release();
    const found = await context.lose(error.text);
    if (found === 'renewed') return this.holdBack({ outcome: 'delayed', until: this.deps.now().getTime() + 1_000, reason: error.text }, null);
    return this.holdBack(holdForConnection(connectionId, error.text), null);
  }

  private async readCheckpoint(): Promise<ExecuteResult | null> {
    const rows = await persist(() => this.deps.db.runs.stepRuns(this.key), this.logger);
    const row = rows.find(({ scope, stepId, visit }) => scope === this.key.scope && stepId === this.key.stepId && visit === this.key.visit);
    return row ? answerFrom(row, this.request.attempt) : null;
  }

  /** The ledger knows the end although the step's row does not: the process died between the two. */
  private async fromLedger(row: MessageRow, call: CallRequest): Promise<ExecuteResult> {
    if (row.state === 'unknown') return this.leaveUnknown(row.error ?? unknownOutcome);
    if (row.state === 'failed') return this.end(row.error ?? unknownOutcome);
    const answer = await lookUpCall(call);
    return this.done(answer.found === 'yes' ? answer.output : { messageId: row.providerMessageId });
  }

  /** The step's row, which alone holds the output, and the ledger's are written in one commit. */
  private async done(output: Output): Promise<ExecuteResult> {
    const kept = capOutput(this.redact(output) as Output);
    await this.endStep({ state: 'done', output: kept, port: 'next', ...this.ledger?.sent(kept) });
    this.report('done');
    return { outcome: 'done', output: kept };
  }

  private async repair(known: ExecuteResult): Promise<ExecuteResult> {
    if (known.outcome === 'held' && isForUnknown(known.key)) await this.ledger?.unknown(unknownOutcome);
    return known;
  }

  /** The ledger is settled before the step's row, so that whoever repeats this try meets the row's last word. */
  private async callFailed(
    error: StepError,
    { call, context, isFirst }: { call: CallRequest; context: CallContext; isFirst: boolean },
  ): Promise<ExecuteResult> {
    const { connectionId } = this.step;
    if (error.kind === 'unauthorized' && connectionId !== undefined) return this.loseConnection(connectionId, error, { context, isFirst });
    if (this.action.effects.repeat === 'lookup' && isOutcomeUnknown(error)) {
      const answer = await lookUpCall(call);
      if (answer.found === 'yes') return this.done(answer.output);
      if (answer.found === 'absent') return this.callFailed({ ...error, kind: 'unavailable', repeatable: true }, { call, context, isFirst });
    }
    if (isOutcomeUnknown(error) || error.kind === 'bug') {
      if (error.kind !== 'bug') return this.leaveUnknown(error);
      await this.ledger?.unknown(error);
      return this.end(error);
    }
    const isOpen = error.kind === 'timeout';
    if (this.willRetry(error)) {
      if (isFirst && !isOpen) await this.ledger?.release();
    } else if (isOpen || (!isFirst && error.kind !== 'rejected')) await this.ledger?.unknown(error);
    else await this.ledger?.failed(error);
    return this.end(error);
  }

  /** This try reached nobody; an earlier one that left its row open may have. */
  private async endBeforeCall(error: StepError, before: StepRunRow | null): Promise<ExecuteResult> {
    if (before && !this.willRetry(error) && (await this.ledger?.read())?.state === 'reserved') await this.ledger?.unknown(unknownOutcome);
    return this.end(error);
  }

  private willRetry(error: StepError): boolean {
    const { attempt, token } = this.request;
    return 'retryAt' in retryDecision({ error, attempt, token, now: this.deps.now().getTime(), timezone: this.timezone });
  }

  private async end(thrown: StepError): Promise<ExecuteResult> {
    const error = this.redact(thrown) as StepError;
    const state = this.willRetry(error) ? 'retrying' : 'failed';
    await this.endStep({ state, error });
    this.report(state, error);
    return { outcome: 'failed', error };
  }

  private endStep(end: StepEnd): Promise<void> {
    const { attempt } = this.request;
    const input = this.shownInput === undefined ? {} : { input: this.shownInput };
    const decision = this.decided === undefined ? {} : { decision: this.decided };
    return persist(() => this.deps.db.runs.endStep({ ...this.key, attempt, at: this.deps.now(), ...input, ...decision, ...end }), this.logger);
  }

  /** A provider's code says what happened; its words may speak of a person and stay in the step's row. */
  private report(outcome: StepFact['outcome'], error?: StepError): void {
    const seconds = (this.deps.now().getTime() - this.startedAt.getTime()) / 1000;
    const facts = { outcome, seconds, kind: error?.kind, providerCode: error?.providerCode };
    if (outcome === 'failed') this.logger.warn(facts, 'a step failed');
    else if (outcome === 'retrying') this.logger.info(facts, 'a step failed and is tried again');
    else this.logger.debug(facts, 'a step was taken');
    this.deps.counts?.onStep?.({ workspaceId: this.key.workspaceId, node: this.step.node, outcome, seconds });
  }
}
