import type { Db, DispatchBatch, RunRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import { applyReceipts } from '@noi/messages';
import type { Logger } from '@noi/node-sdk';
import { foldEvents } from '@noi/orders';
import { describeError } from '@noi/telemetry';
import { answersOf } from '@noi/temporal-activities';
import { taskQueue as commonQueue } from '@noi/temporal-workflows';
import type { Client } from '@temporalio/client';
import type { CallPoint } from '../calls/CallPoint.ts';
import { type Calls, createCalls } from '../calls/createCalls.ts';
import { Alarm } from './Alarm.ts';
import { admitMatches } from './admitMatches.ts';
import { BatchLimit } from './BatchLimit.ts';
import type { DispatchCounts, DispatchedBatch } from './DispatchCounts.ts';
import type { DispatchPoint } from './DispatchPoint.ts';
import { isEventsFault } from './faults.ts';
import { GroupStarter, type StartGroup } from './GroupStarter.ts';
import { groupRuns } from './groupRuns.ts';
import { type Match, matchEvents } from './matchEvents.ts';
import { planGroups } from './planGroups.ts';
import { startRefusals } from './startRefusals.ts';
import { TurnKeeper } from './TurnKeeper.ts';

export interface DispatcherOptions {
  readonly db: Pick<Db, 'dispatch' | 'restarts' | 'runs' | 'events' | 'entry' | 'calls' | 'approvals'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now?: () => Date;
  readonly taskQueue?: string;
  readonly counts?: DispatchCounts;
  /** The events of a batch, each with the trace that it belongs to, where there is one. */
  readonly traced?: (events: readonly BusinessEvent[]) => readonly BusinessEvent[];
  /** Called between every two steps; for tests that end the process there. */
  readonly onPoint?: (point: DispatchPoint | CallPoint) => void | Promise<void>;
  /** Default 200. */
  readonly batchSize?: number;
  /** Default 1 000; events wake it sooner. */
  readonly pollMs?: number;
  /** A run that is `starting` for longer was left by a process that died. Default 5 000. */
  readonly strandedAfterMs?: number;
  /** How long Temporal gives a worker for one task before it asks another. Default: Temporal's own 10 000. */
  readonly workflowTaskTimeoutMs?: number;
}

export interface Dispatcher {
  /** Begins to listen and to take events; returns at once, also while Postgres or Temporal is away. */
  start(): void;
  /** Takes no more events, waits for what is under way. */
  stop(): Promise<void>;
}

/** Turns stored events into folded orders, landed receipts and started runs. A crash at any point loses nothing and doubles nothing. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new EventDispatcher(options);
}

/** An event of a pause, and the flow that it is to start after all. */
interface MissedEvent {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly eventId: string;
}

/** What a batch has led to, once it is committed. */
type Worked = Pick<DispatchedBatch, 'events' | 'receipts' | 'answered'> & { readonly runs: readonly RunRow[] };

class EventDispatcher implements Dispatcher {
  private readonly options: DispatcherOptions;
  private readonly now: () => Date;
  private readonly starter: GroupStarter;
  private readonly turns: TurnKeeper;
  private readonly calls: Calls;
  private readonly arrivals = new Alarm();
  private readonly sweeps = new Alarm();
  private readonly listens = new Alarm();
  private isStopped = false;
  private running: Promise<unknown> = Promise.resolve();
  private readonly pauses = new Alarm();
  private readonly pollMs: number;
  private readonly limit: BatchLimit;
  private readonly missedLimit: BatchLimit;
  /** Of the batch in hand. */
  private reached = new Map<DispatchPoint, number>();
  /** The batch in hand, or the last one. */
  private inHand: readonly BusinessEvent[] = [];
  /** Roll-backs in a row that were nobody's fault in the batch. */
  private failures = 0;

  constructor(options: DispatcherOptions) {
    const { db, client, logger, counts, onPoint = () => undefined, now = () => new Date(), taskQueue = commonQueue } = options;
    this.options = options;
    this.now = now;
    const { batchSize = 200 } = options;
    this.limit = new BatchLimit(batchSize);
    this.missedLimit = new BatchLimit(batchSize);
    this.pollMs = options.pollMs ?? 1_000;
    const { workflowTaskTimeoutMs = 10_000 } = options;
    this.starter = new GroupStarter({
      db,
      client,
      taskQueue,
      workflowTaskTimeoutMs,
      logger,
      now,
      onPoint,
      onStarted: (runs) => counts?.onStarted?.(runs),
      atOnce: 8,
    });
    this.calls = createCalls({ db, client, logger, now, onPoint, pollMs: this.pollMs, start: (runs) => this.begin(runs) });
    this.turns = new TurnKeeper({ db, client, logger, now, pollMs: this.pollMs, start: (runs) => this.begin(runs) });
  }

  start(): void {
    this.turns.begin();
    this.calls.start();
    this.running = Promise.all([this.listen(), this.dispatch(), this.sweep()]);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.arrivals.ring();
    this.sweeps.ring();
    this.listens.ring();
    this.pauses.ring();
    await Promise.all([this.turns.stop(), this.calls.stop(), this.starter.stop(), this.running]);
  }

  private async listen(): Promise<void> {
    let unlisten: (() => Promise<void>) | null = null;
    while (!this.isStopped) {
      // The listener repairs its own connection; only the first one is ours to repeat. Polling covers the time without it.
      unlisten ??= await this.options.db.dispatch.onStored(() => this.arrivals.ring()).catch(() => null);
      await this.listens.wait(1_000);
    }
    await unlisten?.().catch(() => undefined);
  }

  private async dispatch(): Promise<void> {
    while (!this.isStopped) {
      await this.starter.room();
      const taken = await this.takeBatch().catch((error) => this.afterRollback(error));
      if (taken === 0 && (await this.takeMissed()) > 0) continue;
      // A batch may derive events, so only an empty one ends the round.
      if (taken === 0) await this.arrivals.wait(this.pollMs);
    }
  }

  private async takeBatch(): Promise<number> {
    const { db, counts } = this.options;
    const worked: Worked[] = [];
    this.reached = new Map();
    this.inHand = [];
    const taken = await db.dispatch.batch(this.limit.now, async (batch) => {
      this.inHand = batch.events;
      const { traced = (events) => events } = this.options;
      worked.push(await this.work({ ...batch, events: traced(batch.events) }));
    });
    this.limit.passed();
    this.failures = 0;
    if (taken > 0) await this.point('committed');
    for (const done of worked) {
      for (const group of groupRuns(done.runs, done.events)) this.starter.begin(group);
      counts?.onBatch?.({ ...done, reached: this.reached });
    }
    return taken;
  }

  /** Events of a pause that start their flow after all, when nothing newer is to be done. */
  private async takeMissed(): Promise<number> {
    const { db, logger, counts } = this.options;
    let groups: StartGroup[] = [];
    let runs: readonly RunRow[] = [];
    let inHand: readonly MissedEvent[] = [];
    const taken = await db.dispatch
      .missed(this.missedLimit.now, async (batch, flows) => {
        inHand = batch.events.flatMap(({ workspaceId, id: eventId }) => [...(flows.get(eventId) ?? [])].map((flowId) => ({ workspaceId, flowId, eventId })));
        runs = await this.enter(batch, (match) => flows.get(match.event.id)?.has(match.subscription.flowId) === true);
        groups = groupRuns(runs, batch.events);
      })
      .catch(async (error) => {
        logger.warn({ err: describeError(error), events: inHand.length }, 'events of a pause could not be taken; it will be repeated');
        const [first] = inHand;
        if (first === undefined || !isEventsFault(error) || !this.missedLimit.failed(inHand.map(({ flowId, eventId }) => `${flowId} ${eventId}`))) return 0;
        await this.leave(() => db.dispatch.leaveMissed(first), { ...first, error });
        this.missedLimit.passed();
        return 0;
      });
    if (taken === 0) return 0;
    this.missedLimit.passed();
    for (const group of groups) this.starter.begin(group);
    // The events themselves were told of when they came.
    counts?.onBatch?.({ events: [], runs, receipts: [], answered: 0, reached: new Map() });
    return taken;
  }

  private async work(batch: DispatchBatch): Promise<Worked> {
    await this.point('taken');
    await foldEvents(batch, batch.events);
    await this.point('folded');
    const receipts = await applyReceipts(batch, batch.events);
    await this.point('receipts');
    let answered = 0;
    for await (const page of batch.waits.heard(batch.events)) answered += await batch.waits.answer(answersOf(page));
    await this.point('heard');
    return { events: batch.events, receipts, answered, runs: await this.enter(batch, () => true) };
  }

  /** Records the runs that the events start. */
  private async enter(batch: DispatchBatch, isMeant: (match: Match) => boolean): Promise<readonly RunRow[]> {
    const keys = new Map(batch.events.map(({ workspaceId, type }) => [`${workspaceId}/${type}`, { workspaceId, event: type }]));
    const matches = matchEvents(batch.events, await batch.subscriptions([...keys.values()])).filter(isMeant);
    await this.point('matched');
    const free = matches.filter(({ subscription }) => subscription.rules === null);
    const created = free.length > 0 ? await batch.createRuns(planGroups(free)) : [];
    const runs = [...created, ...(await admitMatches(batch.entry, matches, this.now()))];
    await this.point('recorded');
    return runs;
  }

  /** What cannot be worked is set aside; see {@link BatchLimit}. Where the database is what fails, no event is touched, only time given. */
  private async afterRollback(error: unknown): Promise<null> {
    this.options.logger.warn({ err: describeError(error), events: this.inHand.length }, 'a batch of events was rolled back');
    const [event] = this.inHand;
    if (event === undefined || !isEventsFault(error)) {
      this.failures += 1;
      await this.pauses.wait(Math.min(this.pollMs * 2 ** (this.failures - 1), 30_000));
    } else if (this.limit.failed(this.inHand.map(({ id }) => id))) {
      const { workspaceId, id, type, source } = event;
      await this.leave(() => this.options.db.dispatch.setAside({ workspaceId, id }), { workspaceId, eventId: id, type, source, error });
      this.limit.passed();
    } else if (this.inHand.length === 1) {
      await this.pauses.wait(this.pollMs);
    }
    return null;
  }

  /** Sets aside what nobody can work. */
  private async leave(
    setAside: () => Promise<boolean>,
    { error, ...facts }: { readonly workspaceId: string; readonly eventId: string; readonly type?: string; readonly source?: string; readonly error: unknown },
  ): Promise<void> {
    const { logger, counts } = this.options;
    try {
      if (!(await setAside())) return;
      logger.warn({ ...facts, err: describeError(error) }, 'an event was set aside');
      counts?.onSetAside?.({ workspaceId: facts.workspaceId });
    } catch (failure) {
      logger.warn({ ...facts, err: describeError(failure) }, 'an event could not be set aside');
      await this.pauses.wait(this.pollMs);
    }
  }

  private async sweep(): Promise<void> {
    while (!this.isStopped) {
      await this.sweeps.wait(Math.max(250, (this.options.strandedAfterMs ?? 5_000) / 2));
      if (!this.isStopped)
        await this.sweepOnce().catch((error) => this.options.logger.warn({ err: describeError(error) }, 'the sweep for stranded runs failed'));
    }
  }

  private async sweepOnce(): Promise<void> {
    const { db } = this.options;
    const olderThan = new Date(this.now().getTime() - (this.options.strandedAfterMs ?? 5_000));
    const stranded = (await db.runs.unstarted({ olderThan, limit: 500 })).filter((run) => !this.starter.isStarting(run.workflowId));
    await this.begin(await this.wholeGroups(stranded));
  }

  /** Starts runs that are committed as `starting`, whole groups of them. */
  private async begin(runs: readonly RunRow[]): Promise<void> {
    const { db } = this.options;
    const events = await Promise.all(runs.map((run) => db.events.get({ workspaceId: run.workspaceId, id: run.eventId })));
    const gone = runs.filter((_, at) => events[at] === null);
    await Promise.all(
      gone.map(({ workspaceId, id: runId, workflowId }) =>
        db.runs.record({ workspaceId, runId, workflowId, records: [], outcome: startRefusals.eventGone, at: this.now() }),
      ),
    );
    const [triggers, carries] = await Promise.all([db.entry.triggers(runs), db.restarts.carries(runs)]);
    for (const { workflowId, runs: members } of groupRuns(
      runs,
      events.filter((event) => event !== null),
    )) {
      await this.starter.room();
      this.starter.begin({
        workflowId,
        runs: members.map((member) => ({ ...member, trigger: triggers.get(member.run.id) ?? member.event.payload, carry: carries.get(member.run.id) })),
      });
    }
  }

  /**
   * A workflow can be started once, so a start must carry every run of its group. What was claimed may be a part (the limit,
   * another dispatcher's claim); the rest is read here.
   */
  private async wholeGroups(claimed: readonly RunRow[]): Promise<readonly RunRow[]> {
    const workflowIds = new Set(claimed.map((run) => run.workflowId));
    const flows = new Map(claimed.map(({ workspaceId, flowId }) => [flowId, { workspaceId, flowId }]));
    const runs: RunRow[] = [];
    const limit = 500;
    for (const flow of flows.values()) {
      for (let before: string | undefined, isMore = true; isMore; ) {
        const page = await this.options.db.runs.list({ ...flow, state: 'starting', limit, ...(before === undefined ? {} : { before }) });
        runs.push(...page.filter((run) => workflowIds.has(run.workflowId)));
        before = page.at(-1)?.id;
        isMore = page.length === limit;
      }
    }
    return runs.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  private point(name: DispatchPoint): void | Promise<void> {
    this.reached.set(name, Date.now());
    return this.options.onPoint?.(name);
  }
}
