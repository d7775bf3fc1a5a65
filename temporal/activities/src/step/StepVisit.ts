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
import { answerFrom, doubtIn, openSince } from './checkpoint.ts';
import { answeredBefore, decisionOf, delayUntil, type Held } from './decisions.ts';
import { holdForConnection, holdForFlow, isAboutUnknown, openQuestion, unknownOutcome, unknownPolicy } from './holds.ts';
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
  | { readonly state: 'skipped'; readonly reason: Text; readonly port: string; readonly unknown?: StepError }
  | { readonly state: 'failed' | 'retrying'; readonly error: StepError; readonly unknown?: StepError }
  | { readonly state: 'waiting'; readonly reason: Text; readonly until?: Date; readonly unknown?: StepError };

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

interface FailedCall {
  readonly call: CallRequest;
  readonly calledAt: Date;
  readonly context: CallContext;
  /** The ledger's row as it was before the call; `null` when it was made for it. */
  readonly left: MessageRow | null;
}

function latest(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one > other ? one : other) : (one ?? other);
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
  /** When a call began of which nobody has found out yet whether it was made. */
  private doubt: Date | null = null;
  /** One for all that this try looks at before it calls. */
  private turn: Promise<Turn | null> | undefined;
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
    if (known) return this.repair(known, decisions);
    const again = answeredBefore(decisions, this.request.token);
    if (again) return this.repair(await this.putOff(again), decisions);
    this.decisions = decisions;
    this.doubt = latest(openSince(before, this.startedAt), doubtIn(decisions));
    // Of a call that another process began it is found out first what became of it, which sends nothing.
    if (isPaused && openSince(before, this.startedAt) === null) return this.holdBack(holdForFlow(flowId), null);
    this.isPaused = isPaused;

    const prepared = this.prepare();
    if ('error' in prepared) {
      if (prepared.isAddress) this.decided = decisionOf({ outcome: 'failed', error: prepared.error }, { at: this.deps.now(), token: this.request.token });
      return this.endBeforeCall(prepared.error, before);
    }
    const { connectionId } = this.step;
    let context: CallContext;
    try {
      context = await this.open();
    } catch (thrown) {
      if (isDatabaseAway(thrown)) throw thrown;
      const error = toStepError(thrown, this.action.effects.repeat, this.deps.now());
      // What the account needs before any call, such as a token renewed, is refused as a call would be.
      if (error.kind === 'unauthorized' && connectionId !== undefined) return this.holdBack(holdForConnection(connectionId, error.text), null);
      return this.endBeforeCall(error, before);
    }
    if (context.problem && connectionId !== undefined) return this.holdBack(holdForConnection(connectionId, context.problem), null);
    this.redact = (value) => context.redact(value);
    this.shownInput = context.redact(prepared.input);
    return this.reserveAndCall(prepared, { context, before });
  }

  private prepare(): PreparedStep | { error: StepError; isAddress: boolean } {
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
    return { error: preparation.error, isAddress: preparation.isAddress };
  }

  private open(): Promise<CallContext> {
    const { node: id, nodeVersion: version, connectionId } = this.step;
    return this.deps.connections.context({ workspaceId: this.key.workspaceId, connectionId: connectionId ?? null, action: { id, version } });
  }

  private async reserveAndCall(prepared: PreparedStep, { context, before }: { context: CallContext; before: StepRunRow | null }): Promise<ExecuteResult> {
    const call = this.callRequest(prepared, context);
    this.turns.callsWith(prepared.input);
    const turn = () => (this.turn ??= this.turns.take(this.decisions));
    const problem = () => this.messageProblem(call);
    const question = openQuestion(this.decisions);
    const mayRepeat = question !== null && (await this.saidAgain(question));
    if (!this.ledger && question && !mayRepeat) return this.leaveUnknown({ ...unknownOutcome, text: question.reason ?? unknownOutcome.text });
    const reservation = this.ledger ? await this.ledger.reserve(prepared, { context, turn, problem, mayRepeat }) : await this.turnOf(turn);
    if ('held' in reservation) return this.holdBack(reservation.held, reservation.turn);
    const { left, late } = reservation;
    if (left && left.state !== 'reserved' && !(left.state === 'unknown' && mayRepeat)) return this.fromLedger(left, call);

    // With a ledger, its row proves whether somebody may have called before; without one, an unfinished try in the step's row leaves doubt.
    if (this.ledger) this.doubt = left?.state === 'reserved' ? latest(left.reservedAt, this.doubt) : null;
    if (this.doubt && this.action.effects.repeat !== 'native') {
      const resolved = await this.resolveDoubt(this.doubt, call);
      if (resolved !== 'call') return resolved;
      this.doubt = null;
      if (left) {
        // Nothing was sent: what follows is a first call, against which all may speak that speaks against one.
        await this.ledger?.release(left.reservedAt);
        return this.reserveAndCall(prepared, { context, before });
      }
    }

    if (this.isPaused) return this.holdBack(holdForFlow(this.request.flowId), null);
    if (left && late) return this.holdBack(delayUntil(late), late);
    // Where somebody has cleared it up meanwhile, or calls already, the row is looked at anew.
    if (left?.state === 'unknown' && (await this.ledger?.reserveAgain()) === false) return this.reserveAndCall(prepared, { context, before });
    if (this.ledger) this.decided = { at: this.deps.now().toISOString(), outcome: 'send', token: this.request.token };
    let output: Output;
    const calledAt = this.deps.now();
    const asked = this.trace.ask();
    this.patience?.providerAsked();
    try {
      output = await callAction(call);
      asked.end();
    } catch (thrown) {
      const error = toStepError(thrown, this.action.effects.repeat, this.deps.now());
      asked.end({ error: error.kind });
      await this.turns.failed(error, thrown);
      return this.callFailed(error, { call, calledAt, context, left });
    } finally {
      this.patience?.providerAnswered();
    }
    await this.turns.answered(output);
    return this.done(output);
  }

  /** After a call of unknown outcome: the step's policy, or the recorded answer of the person who was asked, lets it be made again. */
  private async saidAgain({ outcome, token }: StepDecision): Promise<boolean> {
    if (outcome !== 'hold') return outcome === 'delay';
    const { workspaceId, runId } = this.key;
    return (await this.deps.db.waits.get({ workspaceId, runId, token }))?.answer?.outcome === 'again';
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
  private holdBack(held: Held, turn: Turn | null, unknown?: { readonly key: HoldKey; readonly error: StepError }): Promise<ExecuteResult> {
    const hasTurn = turn !== null && turn.cause !== 'broken' && held.outcome === 'delayed' && held.until === Math.ceil(turn.at);
    const decision = decisionOf(held, { at: this.deps.now(), token: this.request.token, hasTurn });
    this.decided = { ...decision, ...(unknown ? { key: unknown.key } : this.doubt ? { doubtSince: this.doubt.toISOString() } : {}) };
    return this.putOff(held, unknown?.error);
  }

  private async putOff(held: Held, unknown?: StepError): Promise<ExecuteResult> {
    if (held.outcome === 'failed') return this.end(held.error);
    const message = unknown ? this.ledger?.leftUnknown(unknown) : {};
    if (held.outcome === 'skipped') await this.endStep({ state: 'skipped', reason: held.reason, port: 'next', ...message });
    else await this.endStep({ state: 'waiting', reason: held.reason, ...(held.outcome === 'delayed' ? { until: new Date(held.until) } : {}), ...message });
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
    for (;;) {
      const landed = await this.readCheckpoint();
      if (landed) return landed;
      const left = this.timeLeft(since, call);
      if (left <= 0) break;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, 1_000)));
    }
    const answer = await lookUpCall(call);
    if (answer.found === 'yes') return this.done(answer.output);
    if (answer.found === 'absent') return 'call';
    return this.leaveUnknown(unknownOutcome);
  }

  /** How long a call that began then may still be under way, at us or at the provider (ms). Before, that nothing is found of it means nothing. */
  private timeLeft(since: Date, { deadlineMs }: CallRequest): number {
    return since.getTime() + (this.deps.abandonedAfterMs ?? deadlineMs + 2_000) - this.deps.now().getTime();
  }

  /**
   * Nobody knows whether the provider did it: the step's policy says what is done about it. That goes into the step's row, from which a repeat of this request
   * is answered, and with it in one commit into the ledger.
   */
  private leaveUnknown(error: StepError): Promise<ExecuteResult> {
    const { runId, token } = this.request;
    const { held, key } = unknownPolicy({ policy: this.step.onUnknown, decisions: this.decisions, runId, token, text: error.text, now: this.deps.now() });
    return this.holdBack(held, null, { key, error });
  }

  /** The account is refused: all its steps wait until somebody has connected it again. */
  private async loseConnection(connectionId: string, error: StepError, { context, left }: Pick<FailedCall, 'context' | 'left'>): Promise<ExecuteResult> {
    await this.giveBack(left);
    const found = await context.lose(error.text);
    if (found === 'renewed') return this.holdBack({ outcome: 'delayed', until: this.deps.now().getTime() + 1_000, reason: error.text }, null);
    return this.holdBack(holdForConnection(connectionId, error.text), null);
  }

  private async readCheckpoint(): Promise<ExecuteResult | null> {
    const rows = await persist(() => this.deps.db.runs.stepRuns(this.key), this.logger);
    const row = rows.find(({ scope, stepId, visit }) => scope === this.key.scope && stepId === this.key.stepId && visit === this.key.visit);
    const landed = row && answerFrom(row, this.request.attempt);
    return landed ? this.repair(landed, row.decisions) : null;
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

  /** In former days the ledger was settled after the step's row: a death in between left it behind. */
  private async repair(known: ExecuteResult, decisions: readonly StepDecision[]): Promise<ExecuteResult> {
    const last = decisions.at(-1);
    if (last && isAboutUnknown(last)) await this.ledger?.unknown(unknownOutcome);
    return known;
  }

  /** The ledger is settled before the step's row, so that whoever repeats this try meets the row's last word. */
  private async callFailed(error: StepError, failed: FailedCall): Promise<ExecuteResult> {
    const { call, calledAt, left } = failed;
    const { connectionId } = this.step;
    if (error.kind === 'unauthorized' && connectionId !== undefined) return this.loseConnection(connectionId, error, failed);
    if (this.action.effects.repeat === 'lookup' && isOutcomeUnknown(error)) {
      const answer = await lookUpCall(call);
      if (answer.found === 'yes') return this.done(answer.output);
      const leftMs = this.timeLeft(calledAt, call);
      if (leftMs > 0) return this.lookUpLater(error, { calledAt, leftMs });
      if (answer.found === 'absent') return this.callFailed({ ...error, kind: 'unavailable', repeatable: true }, failed);
    }
    if (isOutcomeUnknown(error)) return this.leaveUnknown(error);
    // In one commit with the decision to send, which uses up what was allowed: the fault may have come after the message.
    if (error.kind === 'bug') return this.end(error, error);
    const isOpen = error.kind === 'timeout';
    if (this.willRetry(error)) {
      if (!isOpen) await this.giveBack(left);
    } else if (isOpen || (left && error.kind !== 'rejected')) await this.ledger?.unknown(error);
    else await this.ledger?.failed(error);
    return this.end(error);
  }

  /**
   * The call surely sent nothing. A row that was made for it goes; one of which nobody knew before is as unknown as it was, and whoever let it be sent again has
   * said so still.
   */
  private async giveBack(left: MessageRow | null): Promise<void> {
    if (left === null) await this.ledger?.release();
    if (left?.state !== 'unknown') return;
    await this.ledger?.unknown(left.error ?? unknownOutcome);
    this.decided = undefined;
  }

  /** The provider may still be at it: it is another try that looks the call up, and makes it again where there is none. */
  private lookUpLater(error: StepError, { calledAt, leftMs }: { calledAt: Date; leftMs: number }): Promise<ExecuteResult> {
    const later: StepError = { ...error, kind: 'unavailable', repeatable: true, retryAfterMs: Math.max(leftMs, error.retryAfterMs ?? 0) };
    if (!this.willRetry(later)) return this.leaveUnknown(error);
    this.doubt = calledAt;
    return this.endInDoubt(later);
  }

  /** The next try has still to find out what became of a call. */
  private endInDoubt(error: StepError): Promise<ExecuteResult> {
    const decision = { at: this.deps.now().toISOString(), token: this.request.token, outcome: 'delay', reason: error.text } as const;
    this.decided = { ...decision, ...(this.doubt ? { doubtSince: this.doubt.toISOString() } : {}) };
    return this.end(error);
  }

  /** This try reached nobody; an earlier one that left its row open may have. */
  private async endBeforeCall(error: StepError, before: StepRunRow | null): Promise<ExecuteResult> {
    const willRetry = this.willRetry(error);
    if (before && !willRetry && (await this.ledger?.read())?.state === 'reserved') await this.ledger?.unknown(unknownOutcome);
    return willRetry && this.doubt ? this.endInDoubt(error) : this.end(error);
  }

  private willRetry(error: StepError): boolean {
    const { attempt, token } = this.request;
    return 'retryAt' in retryDecision({ error, attempt, token, now: this.deps.now().getTime(), timezone: this.timezone });
  }

  /** `unknown`: what is known of its message when nobody knows whether it went out. */
  private async end(thrown: StepError, unknown?: StepError): Promise<ExecuteResult> {
    const error = this.redact(thrown) as StepError;
    const state = this.willRetry(error) ? 'retrying' : 'failed';
    await this.endStep({ state, error, ...(unknown ? this.ledger?.leftUnknown(unknown) : {}) });
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
