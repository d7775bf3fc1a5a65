import type { Db, RunRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import type { RunState } from '@noi/flow';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { type GroupRun, type PlanRef, planRef, type RunGroup, runGroupWorkflow, todaysHabits } from '@noi/temporal-workflows';
import { type Client, isGrpcServiceError, ServiceError, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import type { DispatchPoint } from './DispatchPoint.ts';
import { startRefusals } from './startRefusals.ts';

/** Runs that travel in one workflow, with the events that start them. */
export interface StartGroup {
  readonly workflowId: string;
  readonly runs: readonly {
    /** Goes on from here; absent for one that begins. */
    readonly carry?: RunState | undefined;
    readonly run: RunRow;
    readonly event: BusinessEvent;
    /** Where it is more than the event's payload. */
    readonly trigger?: object;
  }[];
}

export interface GroupStarterOptions {
  readonly db: Pick<Db, 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly taskQueue: string;
  readonly workflowTaskTimeoutMs: number;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly onPoint: (point: DispatchPoint) => void | Promise<void>;
  readonly onStarted: (runs: readonly RunRow[]) => void;
  /** Most start requests under way at once; more wait, so that late arrivals join bigger groups. */
  readonly atOnce: number;
}

/** gRPC's INVALID_ARGUMENT: this request can never be served, as opposed to not now. */
const invalidArgument = 3;
/** Temporal refuses 2 MiB; what is far above it is not even taken in, which looks like a server that is busy. */
const mostStartBytes = 1_900_000;

/** Starts the workflows of committed runs, each exactly once, for as long as Temporal needs to take them. */
export class GroupStarter {
  private readonly options: GroupStarterOptions;
  private readonly starting = new Map<string, Promise<void>>();
  private isStopped = false;
  private readonly endPauses = new Set<() => void>();

  constructor(options: GroupStarterOptions) {
    this.options = options;
  }

  get size(): number {
    return this.starting.size;
  }

  isStarting(workflowId: string): boolean {
    return this.starting.has(workflowId);
  }

  begin(group: StartGroup): void {
    if (this.starting.has(group.workflowId) || group.runs.length === 0) return;
    const start = this.start(group).catch((error) => {
      this.options.logger.warn({ workflowId: group.workflowId, err: describeError(error) }, 'a group could not be started; the sweeper will take it up');
    });
    this.starting.set(group.workflowId, start);
    void start.then(() => this.starting.delete(group.workflowId));
  }

  /** Resolves when another group may begin. */
  async room(): Promise<void> {
    while (this.starting.size >= this.options.atOnce && !this.isStopped) await Promise.race(this.starting.values());
  }

  /** Waits for starts that are under way and gives up those that wait for Temporal; the sweeper of the next process finds them. */
  async stop(): Promise<void> {
    this.isStopped = true;
    for (const end of this.endPauses) end();
    await Promise.all(this.starting.values());
  }

  private async start(group: StartGroup): Promise<void> {
    const { db, logger, onPoint, onStarted } = this.options;
    const request = requestOf(group);
    if (request === null) return;
    const bytes = Buffer.byteLength(JSON.stringify(request));
    if (bytes > mostStartBytes) return await this.refuse(group, `${bytes} bytes`);
    for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      try {
        await this.request(group.workflowId, request);
        break;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal !== null) return await this.refuse(group, refusal);
        if (this.isStopped) throw error;
        logger.warn({ workflowId: group.workflowId, err: describeError(error), pauseMs }, 'Temporal did not take a start; trying again');
        await this.pause(pauseMs);
        if (this.isStopped) throw error;
      }
    }
    await onPoint('started');
    await db.runs.markStarted(group.runs.map(({ run: { workspaceId, id } }) => ({ workspaceId, id, workflowId: group.workflowId })));
    await onPoint('marked');
    onStarted(group.runs.map(({ run }) => run));
  }

  /** They could never begin, and none of them may wait for it for ever. */
  private async refuse({ workflowId, runs }: StartGroup, reason: string): Promise<void> {
    const { db, logger, now } = this.options;
    logger.warn({ workflowId, reason }, 'a group can never be started');
    await Promise.all(
      runs.map(({ run }) =>
        db.runs.record({ workspaceId: run.workspaceId, runId: run.id, workflowId, records: [], outcome: startRefusals.tooLarge, at: now() }),
      ),
    );
  }

  private async request(workflowId: string, args: StartArguments): Promise<void> {
    try {
      await this.options.client.workflow.start(runGroupWorkflow, {
        workflowId,
        taskQueue: this.options.taskQueue,
        args: [...args],
        requestEagerStart: true,
        workflowTaskTimeout: this.options.workflowTaskTimeoutMs,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      });
    } catch (error) {
      // A former process, or a request whose answer was lost, started this very group.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  private async pause(ms: number): Promise<void> {
    let end: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      end = () => {
        clearTimeout(timer);
        resolve();
      };
      this.endPauses.add(end);
    });
    this.endPauses.delete(end);
  }
}

type StartArguments = readonly [PlanRef, RunGroup];

function requestOf({ runs }: StartGroup): StartArguments | null {
  const [first] = runs;
  if (!first) return null;
  const { workspaceId, flowId, planHash } = first.run;
  const states = runs.flatMap(({ run, carry }) => (carry === undefined ? [] : [[run.id, carry] as const]));
  const group: RunGroup = {
    workspaceId,
    flowId,
    runs: runs.map(
      ({ run, event, trigger = event.payload, carry }): GroupRun => ({
        runId: run.id,
        eventId: event.id,
        // A state to go on from has the trigger in it.
        trigger: carry === undefined ? { ...trigger } : {},
        receivedAt: Date.parse(event.receivedAt),
        ...(event.trace === undefined ? {} : { trace: event.trace }),
      }),
    ),
    ...todaysHabits,
    ...(states.length === 0 ? {} : { states: Object.fromEntries(states) }),
  };
  return [planRef(planHash, workspaceId), group];
}

/** Temporal's words where it can never take the request; `null` where it could not now. */
function refusalOf(error: unknown): string | null {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && cause.code === invalidArgument ? cause.details : null;
}
