import type { BulkPage, Db, ListedRun } from '@noi/db';
import { asksAPerson } from '@noi/flow';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { continueNowSignal } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { isEventsFault as isRunsFault } from '../dispatch/faults.ts';
import { Loop } from '../loops/Loop.ts';
import { wokenLoops } from '../loops/wokenLoops.ts';
import { planRetry } from '../starts/planRetry.ts';
import { createStopTeller } from '../stops/createStopTeller.ts';

export interface BulkOptions {
  readonly db: Pick<Db, 'bulk' | 'entry' | 'runs' | 'restarts'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Default 5 000. */
  readonly pollMs?: number;
  /** Runs of one page. Default 100. */
  readonly pageSize?: number;
}

/** A page that is not settled by then was left by a process that died: it is done again, which harms nothing. */
const leaseMs = 30_000;
/** A run that was told to stop and has not ended by then is told again. */
const roundMs = 2_000;
const mostRounds = 30;

/** Does to many runs what somebody asked for. Any number of workers may do so side by side; how far it has come is in its row. */
export function createBulk({ db, client, logger, now, pollMs = 5_000, pageSize = 100 }: BulkOptions) {
  const bulk = new Loop({ name: 'bulk', logger, now, pollMs, round });
  const stopper = createStopTeller({ db, client, logger, now });
  return wokenLoops({ name: 'bulk’s ear', logger, now, pollMs, loops: [bulk], listen: (wake) => db.bulk.onAsked(wake) });

  async function round(): Promise<'again' | Date | null> {
    const page = await db.bulk.take({ now: now(), leasedUntil: new Date(now().getTime() + leaseMs), limit: pageSize });
    if (page === null) return await db.bulk.nextAt();
    const done = await act(page);
    await db.bulk.settle(page, { done, leftOut: page.round === 0 ? page.runs.length - done : 0, ...ahead(page) });
    return 'again';
  }

  /** Answers with how many of the page it was done to, for the first time. */
  async function act({ action, round: nr, runs }: BulkPage): Promise<number> {
    if (action === 'stop') {
      await stopper.tell(await stopper.leaveLine(runs));
      return nr === 0 ? runs.length : 0;
    }
    let done = 0;
    for (const run of runs) if (await (action === 'retry' ? retry(run) : goOn(run))) done += 1;
    return done;
  }

  function ahead({ action, round: nr, runs, next }: BulkPage) {
    const at = now();
    if (next !== null) return { round: nr, cursor: next, dueAt: at, endedAt: null };
    // What was about to start, or changed hands, did not hear it: whoever still runs is told again.
    const isOver = action !== 'stop' || (nr > 0 && runs.length === 0) || nr >= mostRounds;
    return { round: nr + 1, cursor: null, dueAt: isOver ? null : new Date(at.getTime() + roundMs), endedAt: isOver ? at : null };
  }

  /** A run that our own code stumbles over, or whose data the database refuses, is left out: else its page would be repeated for ever. */
  async function retry({ workspaceId, id: runId }: ListedRun): Promise<boolean> {
    try {
      const live = await planRetry(db, { workspaceId, runId, version: 'live', resendUnknown: false });
      const planned = 'restart' in live ? live : await planRetry(db, { workspaceId, runId, version: 'same', resendUnknown: false });
      return 'restart' in planned && (await db.restarts.restart(planned.restart))?.isNew === true;
    } catch (error) {
      if (!isRunsFault(error)) throw error;
      logger.warn({ runId, err: describeError(error) }, 'a failed run could not be done again');
      return false;
    }
  }

  /** Ends the waits of a run early, but for those in which a person is asked what became of a call. */
  async function goOn({ workspaceId, id: runId, workflowId }: ListedRun): Promise<boolean> {
    const steps = await db.runs.stepRuns({ workspaceId, runId });
    const open = steps.filter(({ state, decisions }) => {
      const last = decisions.at(-1);
      const asks = last?.outcome === 'hold' && last.key !== undefined && asksAPerson(last.key);
      return state === 'retrying' || (state === 'waiting' && !asks);
    });
    const handle = client.workflow.getHandle(workflowId);
    for (const { stepId, scope } of open) {
      try {
        await handle.signal(continueNowSignal, { runId, stepId, scope, sparesQuestions: true });
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    }
    return open.length > 0;
  }
}
