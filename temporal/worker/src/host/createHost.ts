import { randomUUID } from 'node:crypto';
import type { Catalog } from '@noi/catalog';
import { createRates } from '@noi/connections';
import type { Db } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError, noTracing, type Tracing } from '@noi/telemetry';
import { type ActivityDeps, createActivities, createPlanCache } from '@noi/temporal-activities';
import { type Activities, taskQueue as commonQueue, createPlanCodec, type TimerSinks, workflowVm } from '@noi/temporal-workflows';
import { Client } from '@temporalio/client';
import { type InjectedSinks, type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createApprovalMails } from '../approvals/createApprovalMails.ts';
import { createBulk } from '../bulk/createBulk.ts';
import type { CallPoint } from '../calls/CallPoint.ts';
import { createDeliverer } from '../deliver/createDeliverer.ts';
import type { DeliverPoint } from '../deliver/DeliverPoint.ts';
import { createDispatcher, type Dispatcher } from '../dispatch/createDispatcher.ts';
import type { DispatchPoint } from '../dispatch/DispatchPoint.ts';
import { beginTraces, traceBatch } from '../dispatch/traceBatch.ts';
import { createHoldKeeper } from '../holds/createHoldKeeper.ts';
import { createMover } from '../moves/createMover.ts';
import type { MovePoint } from '../moves/MovePoint.ts';
import { createStarts } from '../starts/createStarts.ts';
import { createStops } from '../stops/createStops.ts';
import type { StopPoint } from '../stops/StopPoint.ts';
import { createSweeper } from '../sweep/createSweeper.ts';
import { createWatch } from '../watch/createWatch.ts';
import type { WorkerCounts } from './metrics.ts';

export interface HostOptions {
  readonly db: Db;
  readonly catalog: Catalog;
  readonly connections: ActivityDeps['connections'];
  readonly connection: NativeConnection;
  readonly workflowBundle: WorkflowBundleOption;
  readonly logger: Logger;
  readonly namespace?: string;
  readonly taskQueue?: string;
  readonly now?: () => Date;
  /** Whether a person may be written to; without it everybody may. */
  readonly hasConsent?: NonNullable<ActivityDeps['hasConsent']>;
  readonly counts?: WorkerCounts;
  /** Without it nothing is traced. */
  readonly tracing?: Tracing;
  readonly onPoint?: (point: DispatchPoint | DeliverPoint | CallPoint | MovePoint | StopPoint) => void | Promise<void>;
  /** Opens the secrets with which notices to shops are signed; without it this process tells no alerts. */
  readonly openSecret?: (sealed: Uint8Array, workspaceId: string) => string;
  /** Where browsers reach the product; without it this process writes to no approvers. */
  readonly publicUrl?: string;
  /** Timings that tests shorten; see `ActivityDeps`, `DispatcherOptions` and `SweeperOptions`. */
  readonly timings?: {
    readonly budgetMs?: number;
    readonly callDeadlineMs?: number;
    readonly abandonedAfterMs?: number;
    readonly strandedAfterMs?: number;
    readonly pollMs?: number;
    readonly leaseMs?: number;
    readonly workflowTaskTimeoutMs?: number;
    readonly sweepMs?: number;
    readonly lostAfterMs?: number;
    readonly probeForMs?: number;
  };
}

/** Everything of one worker process: the dispatcher, the worker on the common queue, and the one on this host's own queue. */
export interface Host {
  readonly dispatcher: Dispatcher;
  readonly client: Client;
  readonly inFlight: { readonly size: number };
  /** Rejects when a worker fails for good; resolves after `stop`. */
  readonly finished: Promise<void>;
  /** Takes no more work, lets calls under way end for up to `graceMs`, then closes. */
  stop(): Promise<void>;
}

/** Time for calls that are under way when the process is asked to stop. */
const graceMs = 20_000;

export async function createHost(options: HostOptions): Promise<Host> {
  const { db, catalog, connections, connection, workflowBundle, logger, timings = {}, now = () => new Date() } = options;
  const { namespace = 'default', taskQueue = commonQueue } = options;
  const host = `${taskQueue}-host-${randomUUID()}`;
  const plans = createPlanCache(db.flows);
  const { tracing = noTracing } = options;
  const counts: WorkerCounts = {
    ...options.counts,
    onBatch(batch) {
      options.counts?.onBatch?.(batch);
      traceBatch(tracing, batch);
    },
  };
  const ports = { counts, tracing, ...(options.hasConsent ? { hasConsent: options.hasConsent } : {}) };
  const rates = createRates({ db, now, ...(timings.probeForMs === undefined ? {} : { probeForMs: timings.probeForMs }) });
  const hosted = createActivities({ db, plans, catalog, connections, rates, host, now, logger, ...timings, ...ports });
  const { onPoint } = options;
  const activities: Activities = {
    ...hosted.activities,
    async handOver(request) {
      await onPoint?.('leaving');
      const answer = await hosted.activities.handOver(request);
      await onPoint?.('handed over');
      return answer;
    },
  };

  const encoder = new TextEncoder();
  const planBytes = new WeakMap<object, Uint8Array>();
  const codec = createPlanCodec(async (name) => {
    const plan = await plans.get(name);
    const known = planBytes.get(plan) ?? encoder.encode(JSON.stringify(plan));
    planBytes.set(plan, known);
    return known;
  });

  const sinks: InjectedSinks<TimerSinks> = { timers: { woke: { fn: (_workflow, fact) => counts.onTimer?.(fact), callDuringReplay: false } } };
  const polling = { workflowTaskPollerBehavior: { type: 'autoscaling' }, activityTaskPollerBehavior: { type: 'autoscaling' } } as const;
  const ending = { shutdownGraceTime: graceMs, shutdownForceTime: graceMs + 5_000 };
  const workers = await Promise.all([
    Worker.create({
      connection,
      namespace,
      taskQueue,
      workflowBundle,
      activities,
      sinks,
      dataConverter: { payloadCodecs: [codec] },
      reuseV8Context: true,
      ...workflowVm,
      // Each may hold 50 runs; what is not kept is replayed when it wakes.
      maxCachedWorkflows: 200,
      // A task for a worker that died waits this long before another takes it.
      stickyQueueScheduleToStartTimeout: '5 seconds',
      maxConcurrentWorkflowTaskExecutions: 40,
      // Each makes up to ten calls at once. More of them would only wait for each other, until they count as slow and leave for activities of their own.
      maxConcurrentLocalActivityExecutions: 12,
      maxConcurrentActivityTaskExecutions: 200,
      ...polling,
      ...ending,
    }),
    Worker.create({
      connection,
      namespace,
      taskQueue: host,
      activities,
      maxConcurrentActivityTaskExecutions: 400,
      activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 2 },
      ...ending,
    }),
  ]);
  const client = new Client({ connection, namespace });
  const dispatcher = createDispatcher({
    db,
    client,
    logger,
    now,
    taskQueue,
    counts,
    traced: (events) => beginTraces(tracing, events),
    ...(options.onPoint ? { onPoint: options.onPoint } : {}),
    ...(timings.strandedAfterMs === undefined ? {} : { strandedAfterMs: timings.strandedAfterMs }),
    ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }),
    ...(timings.workflowTaskTimeoutMs === undefined ? {} : { workflowTaskTimeoutMs: timings.workflowTaskTimeoutMs }),
  });

  const deliverer = createDeliverer({
    db,
    client,
    logger,
    now,
    counts,
    ...(options.onPoint ? { onPoint: options.onPoint } : {}),
    ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }),
    ...(timings.leaseMs === undefined ? {} : { leaseMs: timings.leaseMs }),
  });

  const starts = createStarts({ db, catalog, connections, rates, logger, now, ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }) });
  const holds = createHoldKeeper({ db, logger, now, ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }) });
  const sweeper = createSweeper({
    ...{ db, client, logger, now },
    ...(timings.sweepMs === undefined ? {} : { sweepMs: timings.sweepMs }),
    ...(timings.lostAfterMs === undefined ? {} : { lostAfterMs: timings.lostAfterMs }),
  });
  const watch = options.openSecret && createWatch({ db, catalog, connections, logger, now, openSecret: options.openSecret });
  const mover = createMover({
    db,
    client,
    logger,
    now,
    ...(onPoint ? { onPoint } : {}),
    ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }),
    ...(timings.leaseMs === undefined ? {} : { leaseMs: timings.leaseMs }),
  });
  const stops = createStops({
    ...{ db, client, logger, now },
    ...(onPoint ? { onPoint } : {}),
    ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }),
  });
  const bulk = createBulk({ db, client, logger, now, ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }) });
  const mails =
    options.publicUrl === undefined
      ? undefined
      : createApprovalMails({
          ...{ db, catalog, connections, logger, now },
          publicUrl: options.publicUrl,
          ...(timings.pollMs === undefined ? {} : { pollMs: timings.pollMs }),
        });
  const running = workers.map((worker) => worker.run());
  dispatcher.start();
  deliverer.start();
  starts.start();
  holds.start();
  sweeper.start();
  watch?.start();
  mover.start();
  stops.start();
  bulk.start();
  mails?.start();
  const finished = Promise.all(running).then(() => undefined);
  finished.catch((error) => logger.warn({ err: describeError(error) }, 'a worker ended by itself'));

  return {
    dispatcher,
    client,
    inFlight: hosted.inFlight,
    finished,
    async stop() {
      await Promise.all([
        dispatcher.stop(),
        deliverer.stop(),
        starts.stop(),
        holds.stop(),
        mover.stop(),
        sweeper.stop(),
        stops.stop(),
        bulk.stop(),
        watch?.stop(),
        mails?.stop(),
      ]);
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      const drained = Promise.allSettled(running).then(() => hosted.drained());
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, graceMs + 6_000);
      });
      await Promise.race([drained, late]);
      clearTimeout(timer);
    },
  };
}
