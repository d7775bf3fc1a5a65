import type { AskedMove, Db, RunRow } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { leaveGroupSignal, stopRunSignal } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Loop } from '../loops/Loop.ts';
import type { MovePoint } from './MovePoint.ts';

export interface MoverOptions {
  readonly db: Pick<Db, 'entry' | 'moves' | 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Called between every two steps; for tests that end the process there. */
  readonly onPoint?: (point: MovePoint) => void | Promise<void>;
  /** Default 1 000. */
  readonly pollMs?: number;
  /** A host that was told and has not let go is told again after this time. Default 10 000. */
  readonly leaseMs?: number;
}

/** Most runs that are told in one round: a publish over thousands of runs must not keep those waiting that are due. */
const atOnce = 100;

/** Tells the hosts of runs that are to change their version to let them go, or to end them; what is left half-done stays in the tables. */
export function createMover({ db, client, logger, now, onPoint = () => undefined, pollMs = 1_000, leaseMs = 10_000 }: MoverOptions): Loop {
  return new Loop({ name: 'moves', logger, now, pollMs, round });

  async function round(): Promise<null> {
    const at = now();
    if (!(await db.moves.settle(at))) return null;
    const asked = await db.moves.claim({ at, askedBefore: new Date(at.getTime() - leaseMs), limit: atOnce });
    if (asked.length === 0) return null;
    await onPoint('claimed to move');
    const leaving = new Map<string, RunRow[]>();
    for (const { action, run } of asked) if (action === 'move') leaving.set(run.workflowId, [...(leaving.get(run.workflowId) ?? []), run]);
    await Promise.all([...[...leaving].map(([workflowId, runs]) => letGo(workflowId, runs)), ...asked.filter(({ action }) => action === 'cancel').map(end)]);
    await onPoint('told to move');
    return null;
  }

  async function letGo(workflowId: string, runs: readonly RunRow[]): Promise<void> {
    const runIds = runs.map(({ id }) => id);
    const isThere = await tell(runIds, () => client.workflow.getHandle(workflowId).signal(leaveGroupSignal, { runIds }));
    // They are given another host, which is told in its turn.
    if (!isThere) logger.warn({ workflowId, runIds }, 'the workflow of runs that are to move is gone');
  }

  async function end({ run: { workspaceId, id, workflowId, state } }: AskedMove): Promise<void> {
    if (state === 'queued' && (await db.entry.cancelQueued({ workspaceId, runId: id, at: now() }))) return;
    const isThere = await tell([id], () => client.workflow.getHandle(workflowId).signal(stopRunSignal, { runId: id }));
    // Nothing hosts it any more, so only its row is left to end, unless it has another host by now.
    if (!isThere) await db.runs.record({ workspaceId, runId: id, records: [], outcome: { state: 'stopped', by: 'person' }, at: now(), workflowId });
  }

  /** `false`: nobody is there to hear it. */
  async function tell(runIds: readonly string[], signal: () => Promise<void>): Promise<boolean> {
    try {
      await signal();
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      logger.warn({ runIds, err: describeError(error), againInMs: leaseMs }, 'the host of runs could not be told');
    }
    return true;
  }
}
