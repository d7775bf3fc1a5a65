import type { Db, RunRow } from '@noi/db';
import type { BusinessEvent } from '@noi/events';
import type { RunState, StepError } from '@noi/flow';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { type GroupRun, planRef, type RunGroup, runGroupWorkflow, todaysHabits } from '@noi/temporal-workflows';
import { type Client, isGrpcServiceError, WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/client';
import type { DispatchPoint } from './DispatchPoint.ts';

/** Runs that travel in one workflow, with the events that start them. */
export interface StartGroup {
  readonly workflowId: string;
  readonly runs: readonly {
    /** Goes on from here; absent for one that begins. */
    readonly carry?: RunState | undefined;
    readonly run: RunRow;
    readonly event: BusinessEvent /** Where it is more than the event's payload. */;
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

/** gRPC codes that say "this request can never be served", as opposed to "not now". */
const refusals: ReadonlySet<number> = new Set([3 /* INVALID_ARGUMENT */, 11 /* OUT_OF_RANGE */, 9 /* FAILED_PRECONDITION */]);

/** Starts the workflows of committed runs, each exactly once, for as long as Temporal needs to take them. */
export class GroupStarter {
  private readonly options: GroupStarterOptions;
  private readonly starting = new Map<string, Promise<void>>();
  private isStopped = false;
  private endPause: (() => void) | null = null;

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
    this.endPause?.();
    await Promise.all(this.starting.values());
  }

  private async start(group: StartGroup): Promise<void> {
    const { db, logger, now, onPoint, onStarted } = this.options;
    for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      try {
        await this.request(group);
        break;
      } catch (error) {
        if (isGrpcServiceError(error) && refusals.has(error.code)) {
          logger.warn({ workflowId: group.workflowId, err: error.details }, 'Temporal refuses to start a group');
          await Promise.all(
            group.runs.map(({ run }) => db.runs.record({ workspaceId: run.workspaceId, runId: run.id, records: [], outcome: refusedOutcome, at: now() })),
          );
          return;
        }
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

  private async request({ workflowId, runs }: StartGroup): Promise<void> {
    const [first] = runs;
    if (!first) return;
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
    try {
      await this.options.client.workflow.start(runGroupWorkflow, {
        workflowId,
        taskQueue: this.options.taskQueue,
        args: [planRef(planHash, workspaceId), group],
        requestEagerStart: true,
        workflowTaskTimeout: this.options.workflowTaskTimeoutMs,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      });
    } catch (error) {
      // A former process, or a request whose answer was lost, started this very group.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const former = this.endPause;
      this.endPause = () => {
        clearTimeout(timer);
        former?.();
        resolve();
      };
    });
  }
}

const refusedText: StepError['text'] = {
  vi: 'Lượt chạy này không bắt đầu được vì dữ liệu của sự kiện quá lớn hoặc không hợp lệ. Hãy gửi mã lượt chạy cho bộ phận hỗ trợ.',
  en: 'This run could not begin because its event is too large or not valid. Send the run id to support.',
};
const refusedOutcome = { state: 'failed', stepId: 'trigger', error: { kind: 'bug', text: refusedText, repeatable: false } } as const;
