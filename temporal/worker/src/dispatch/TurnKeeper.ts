import type { Db, RunRow } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { stopRunSignal } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Alarm } from './Alarm.ts';
import { admitGathered } from './admitMatches.ts';
import { largestGroup, largestPayload } from './groupBounds.ts';

export interface TurnKeeperOptions {
  readonly db: Pick<Db, 'entry' | 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly pollMs: number;
  /** Starts runs whose turn has come. */
  readonly start: (runs: readonly RunRow[]) => Promise<void>;
}

/** A run that was told to end is told again after this time, should its workflow have changed hands meanwhile. */
const tellAgainMs = 15_000;
/** How often runs that ended by another way than the recorder's are looked for. */
const sweepEveryMs = 30_000;

/** Starts those whose turn has come or whose events are gathered, and tells former runs to end, for flows with entry rules; woken when such a run ends. What it leaves half-done stays in the tables. */
export class TurnKeeper {
  private readonly options: TurnKeeperOptions;
  private readonly calls = new Alarm();
  private isStopped = false;
  private running: Promise<void> = Promise.resolve();
  private sweptAt = 0;

  constructor(options: TurnKeeperOptions) {
    this.options = options;
  }

  begin(): void {
    this.running = this.run();
  }

  ring(): void {
    this.calls.ring();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    let unlisten: (() => Promise<void>) | null = null;
    while (!this.isStopped) {
      unlisten ??= await this.options.db.entry.onRoom(() => this.ring()).catch(() => null);
      await this.round().catch((error) => this.options.logger.warn({ err: describeError(error) }, 'a round of the turns failed'));
      if (!this.isStopped) await this.calls.wait(this.options.pollMs);
    }
    await unlisten?.().catch(() => undefined);
  }

  private async round(): Promise<void> {
    const { db, start } = this.options;
    if (performance.now() - this.sweptAt > sweepEveryMs) {
      await db.entry.sweepEnded();
      this.sweptAt = performance.now();
    }
    await this.tellFormer();
    await this.closeDue();
    while (!this.isStopped) {
      const admitted = await db.entry.admitNext({ runs: largestGroup, bytes: largestPayload });
      if (admitted === null) break;
      if (admitted.length > 0) await start(admitted);
    }
  }

  private async closeDue(): Promise<void> {
    const { db, now, start } = this.options;
    while (!this.isStopped) {
      const at = now();
      const started = await db.entry.closeDue({ at, limit: 50 }, (desk, due) => admitGathered(desk, due, at));
      if (started === null) return;
      if (started.length > 0) await start(started);
    }
  }

  private async tellFormer(): Promise<void> {
    const { db, now, logger } = this.options;
    const at = now();
    const former = await db.entry.stopping({ triedBefore: new Date(at.getTime() - tellAgainMs), at, limit: 100 });
    await Promise.all(
      former.map((run) => this.tell(run).catch((error) => logger.warn({ runId: run.id, err: describeError(error) }, 'a run could not be told to end'))),
    );
  }

  private async tell({ workspaceId, id, workflowId }: RunRow): Promise<void> {
    const { db, client, now } = this.options;
    try {
      await client.workflow.getHandle(workflowId).signal(stopRunSignal, { runId: id, by: 'newer' });
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // Nothing hosts it any more, so only its row is left to end.
      await db.runs.record({ workspaceId, runId: id, workflowId, records: [], outcome: { state: 'stopped', by: 'newer' }, at: now() });
    }
  }
}
