import type { BusinessEvent } from '@noi/events';
import type { AwaitAnswer, Awaited, HoldKey, MatchKey, StepId, Token } from '@noi/flow';

/** `goal` is an awaited event that ends its whole run. */
export type WaitKind = Awaited['kind'] | 'goal';

export interface WaitKey {
  readonly workspaceId: string;
  readonly runId: string;
  readonly token: Token;
}

/** What a step of a run, or the run itself for its goal, wants to hear of from outside. */
export interface OpenWait extends WaitKey {
  readonly flowId: string;
  readonly stepId: StepId;
  readonly kind: WaitKind;
  readonly awaited: Awaited;
  /** Of events and goals; `null` when the run's data does not say whom it is about, and then no event ever fits. */
  readonly matchKey: MatchKey | null;
  /** Events received before do not count. */
  readonly since: Date;
  /** For people to see; nothing ends by it here. */
  readonly until: Date | null;
}

export interface WaitRow extends OpenWait {
  readonly createdAt: Date;
  readonly answer: AwaitAnswer | null;
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
}

export interface WaitAnswer extends WaitKey {
  readonly answer: AwaitAnswer;
}

/** How a row stands after it was opened. `isNew`: nobody listened for it until now. */
export interface OpenedWait {
  readonly isNew: boolean;
  readonly answer: AwaitAnswer | null;
}

/** An event that concerns a wait; whether it fits its rule is still to be seen (`fitsAwaited`). */
export interface HeardWait extends WaitKey {
  readonly awaited: Awaited;
  /** Received no later than the wait's `until`. */
  readonly event: BusinessEvent;
}

/** An answer on its way, with the workflow that hosts the run now. */
export interface DueAnswer extends WaitAnswer {
  readonly workflowId: string;
  /** `absent`: the workflow is still to be started. `ended`: nobody wants the answer any more. */
  readonly host: 'present' | 'absent' | 'ended';
}

/** Held steps of one step of a flow. */
export interface HeldSteps {
  /** Of the runs that are held: another flow than the one that is paused where that one was to be called. */
  readonly flowId: string;
  readonly flowName: string;
  readonly stepId: StepId;
  readonly count: number;
  readonly oldestDueAt: Date;
}

/** What runs wait for from outside. Whoever answers first wins; the answer stays until the run has taken it. */
export interface WaitRepository {
  /**
   * Group commit: from now on these are listened for. A repeat changes nothing but what is asked for anew under the same token (a run that was
   * moved), and a row that was closed is open again. Answers are given with the row, unless they are put off. In the order of `waits`.
   */
  open(waits: readonly OpenWait[]): Promise<readonly OpenedWait[]>;
  /**
   * Events received since each wait's `since` that concern it, in order of arrival. Ask after `open` has come back, so that none is missed in between.
   * `isUndispatchedOnly`: those of which the dispatcher has not told yet.
   */
  missed(key: { workspaceId: string; waits: readonly OpenWait[]; isUndispatchedOnly?: boolean }): Promise<readonly HeardWait[]>;
  /** Group commit. `false` when it is answered already, closed, or not there. Not delivered before `deliverAt`. */
  answer(answer: WaitAnswer & { deliverAt?: Date }): Promise<boolean>;
  /** Answers every open hold of the key, oldest first, delivered evenly over `spreadMs` from `now`. Returns how many. */
  answerHeld(request: { workspaceId: string; holdKey: HoldKey; answer: AwaitAnswer; now: Date; spreadMs?: number }): Promise<number>;
  /**
   * Answers `again` to up to `limit` open holds of every shop whose cause is over: of accounts that work again or were removed, of flows
   * that are not paused any more (then as was chosen when they were resumed, and those of a removed one go on). It covers holds that were
   * opened after the cause had ended, and a death between the two. Returns how many.
   */
  releaseStale(request: { limit: number }): Promise<number>;
  /** Open holds of a key by step, the one that waits longest first. */
  heldSteps(key: { workspaceId: string; holdKey: HoldKey }): Promise<readonly HeldSteps[]>;
  countHeld(key: { workspaceId: string; holdKey: HoldKey }): Promise<number>;
  /** Open holds, oldest first; of one key, of keys that begin so, or of one run where that is given. */
  listHeld(key: { workspaceId: string; holdKey?: HoldKey; prefix?: string; runId?: string; limit: number }): Promise<readonly WaitRow[]>;
  get(key: WaitKey): Promise<WaitRow | null>;
  /** Their time is over: closes those without an answer; the answers of the others, in the order of `waits`. */
  expire(waits: readonly WaitKey[]): Promise<readonly (AwaitAnswer | null)[]>;
  /** The run has the answers, or wants none any more. */
  close(waits: readonly WaitKey[]): Promise<void>;
  /** The same for everything that these runs wait for. */
  closeAll(key: { workspaceId: string; runIds: readonly string[] }): Promise<void>;
  /** The workflow is gone, and these runs have no other yet: asked for again, they are open again. */
  closeLost(lost: { workspaceId: string; workflowId: string; waits: readonly WaitKey[] }): Promise<void>;
  /**
   * Answers that are due and not taken, leased to the caller: nobody else is given them until `now` is beyond the lease. Shops with answers on their way
   * share the `limit`, and each has up to 2 000 leased at a time, so that the many answers of one hold up nobody else's. Together they are of about
   * 2 MiB as stored. More may be due when fewer than `limit` come, none when none comes.
   */
  claimAnswered(request: { limit: number; now: Date; leaseMs: number }): Promise<readonly DueAnswer[]>;
  /** Calls back when something was answered (`LISTEN/NOTIFY`); the returned function stops. */
  onAnswered(listener: () => void): Promise<() => Promise<void>>;
}

/** Waits inside the dispatcher's transaction. */
export interface WaitWriter {
  /**
   * Open waits that the events concern, by order, customer, or the message they speak of: pages of up to 1 000 waits, since an event may concern every
   * sleeper of a shop. A wait is on one page, with all events that concern it; the pairs of a page are in order of arrival.
   */
  heard(events: readonly BusinessEvent[]): AsyncIterable<readonly HeardWait[]>;
  /**
   * Answers waits of one page, the first answer for each; they are delivered after the commit. What many of them get as one and the same object is sent
   * once. Answer a page before the next is read: the pages follow the order in which writers lock. Returns how many were still open.
   */
  answer(answers: readonly WaitAnswer[]): Promise<number>;
}
