import type { Db, Rehosted, RunRow } from '@noi/db';
import { type RunState, rebuildState, type StepError } from '@noi/flow';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import type { Client } from '@temporalio/client';

import { Loop } from '../loops/Loop.ts';
import { findLostHosts } from './findLostHosts.ts';
import { packHosts } from './packHosts.ts';

export interface SweeperOptions {
  readonly db: Pick<Db, 'hosting' | 'restarts' | 'runs'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** From one look at all runs to the next. Default five minutes. */
  readonly sweepMs?: number;
  /** A workflow that closed more recently is left alone: its last activities may still write. Default 15 000. */
  readonly lostAfterMs?: number;
}

interface Lost extends Rehosted {
  readonly run: RunRow;
  readonly rehosts: number;
}

/** Runs in one bite; their workflows are asked for together. */
const biteSize = 500;
const betweenBitesMs = 500;
const leaseMs = 120_000;
/** A run that lost its host so often takes it down itself. */
const mostRehosts = 3;

/**
 * Looks for runs that are not over and whose workflow is gone (terminated by hand, failed, or lost with its history), and gives them a host again, made from their
 * rows; what cannot be made so is ended, with the cause. One worker looks at a time. See DECISIONS.md.
 */
export function createSweeper(options: SweeperOptions): Loop {
  const { db, client, logger, now, sweepMs = 300_000, lostAfterMs = 15_000 } = options;

  return new Loop({
    ...{ name: 'hosts', logger, now, pollMs: sweepMs },
    async round() {
      const page = await db.hosting.take({ now: now(), leaseMs, limit: biteSize });
      if (page === null) return new Date(now().getTime() + sweepMs);
      for (const workflowId of await findLostHosts(client, { workflowIds: page.workflowIds, lostAfterMs, now: now() })) await takeUp(workflowId);
      const nextAt = new Date(now().getTime() + (page.isLast ? sweepMs : betweenBitesMs));
      await db.hosting.leave({ cursor: page.isLast ? '' : page.cursor, nextAt });
      return nextAt;
    },
  });

  async function takeUp(workflowId: string): Promise<void> {
    // Read after the workflow was seen closed: whatever it could still write is written.
    const found = await db.hosting.runsOf(workflowId);
    if (found.length === 0) return;
    logger.warn({ workflowId, runs: found.length }, 'a workflow is gone with runs that are not over');
    const together: Lost[] = [];
    const alone: Lost[] = [];
    for (const { run, rehosts } of found) {
      const carry = rehosts < mostRehosts ? await rebuild(run) : null;
      if (carry === null) await giveUp(run);
      // Whoever lost a second host may be what takes it down, and travels alone.
      else (rehosts === 0 ? together : alone).push({ run, rehosts, carry });
    }
    for (const runs of [...packHosts(together), ...alone.map((one) => [one])]) await rehost(runs);
  }

  async function rehost(runs: readonly Lost[]): Promise<void> {
    const [first] = runs;
    if (first === undefined) return;
    const workflowId = `host:${first.run.id}:${first.rehosts + 1}`;
    const isMoved = await db.hosting.rehost(runs, workflowId);
    logger.warn({ workflowId, runs: runs.length, isMoved }, 'runs were given another workflow');
  }

  async function rebuild(run: RunRow): Promise<RunState | null> {
    const story = await db.restarts.story({ workspaceId: run.workspaceId, runId: run.id });
    if (!story?.version || story.trigger === null) return null;
    try {
      return rebuildState({ ...story, trigger: story.trigger, plan: story.version.plan }).state;
    } catch (error) {
      logger.warn({ runId: run.id, err: describeError(error) }, 'a run could not be made again from its rows');
      return null;
    }
  }

  async function giveUp({ id: runId, workspaceId, workflowId }: RunRow): Promise<void> {
    const story = await db.restarts.story({ workspaceId, runId });
    const at = now();
    const open = (story?.rows ?? []).filter(({ endedAt }) => endedAt === null);
    const records = open.map(({ scope, stepId, visit, attempt }) => ({
      scope,
      stepId,
      visit,
      attempt,
      state: 'failed' as const,
      error: lost,
      at: at.getTime(),
    }));
    const [innermost] = open.toSorted((one, other) => other.scope.length - one.scope.length);
    const stepId = innermost?.stepId ?? story?.version?.plan.trigger ?? '';
    await db.runs.record({ workspaceId, runId, workflowId, records, outcome: { state: 'failed', stepId, error: lost }, at });
    logger.warn({ runId, workflowId }, 'a run was ended: it lost its host and could not be given another');
  }
}

const lost: StepError = {
  kind: 'bug',
  text: {
    vi: 'Máy chủ đã mất chỗ đang chạy của lượt chạy này và không dựng lại được. Đây là lỗi phía chúng tôi. Hãy xem bước đang dở đã xong chưa, rồi chạy lại từ bước đó.',
    en: 'The server lost the place where this run was carried and could not make it again. This is our fault. See whether the open step was done, then restart from it.',
  },
  repeatable: false,
};
