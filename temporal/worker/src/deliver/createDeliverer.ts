import type { Db, DueAnswer } from '@noi/db';
import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { answerWaitsSignal, type RunAnswer } from '@noi/temporal-workflows';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { Alarm } from '../dispatch/Alarm.ts';
import type { DeliverPoint } from './DeliverPoint.ts';

export interface DelivererOptions {
  readonly db: Pick<Db, 'waits'>;
  readonly client: Pick<Client, 'workflow'>;
  readonly logger: Logger;
  readonly now?: () => Date;
  readonly counts?: DeliverCounts;
  /** Called between every two steps; for tests that end the process there. */
  readonly onPoint?: (point: DeliverPoint) => void | Promise<void>;
  /** Default 1 000; answers wake it sooner. */
  readonly pollMs?: number;
  /** An answer that was signalled, and not taken for so long, is signalled again. Default 10 000. */
  readonly leaseMs?: number;
}

/** What was delivered, for counters. */
export interface DeliverCounts {
  onSignals?(count: number): void;
  onAnswers?(count: number): void;
}

export interface Deliverer {
  /** Begins to listen and to deliver; returns at once, also while Postgres or Temporal is away. */
  start(): void;
  /** Takes no more answers, waits for signals under way. */
  stop(): Promise<void>;
}

const batchSize = 500;
const signalsAtOnce = 16;
/** Most bytes of answers in one signal; Temporal refuses 2 MiB. */
const largestSignal = 512 * 1024;

/**
 * Brings answers to the workflows that host their runs: one signal for all runs of a workflow. An answer comes again until the run has closed
 * its row, so a crash anywhere, or Temporal being away, delays it and loses nothing; runs ignore what they have heard.
 */
export function createDeliverer(options: DelivererOptions): Deliverer {
  const { db, client, logger, counts, now = () => new Date(), onPoint = () => undefined, pollMs = 1_000, leaseMs = 10_000 } = options;
  const answered = new Alarm();
  const listens = new Alarm();
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();

  return {
    start() {
      running = Promise.all([listen(), deliver()]);
    },
    async stop() {
      isStopped = true;
      answered.ring();
      listens.ring();
      await running;
    },
  };

  async function listen(): Promise<void> {
    let unlisten: (() => Promise<void>) | null = null;
    while (!isStopped) {
      // The listener repairs its own connection; only the first one is ours to repeat. Polling covers the time without it.
      unlisten ??= await db.waits.onAnswered(() => answered.ring()).catch(() => null);
      await listens.wait(1_000);
    }
    await unlisten?.().catch(() => undefined);
  }

  async function deliver(): Promise<void> {
    while (!isStopped) {
      const taken = await deliverBatch().catch((error) => {
        logger.warn({ err: describeError(error) }, 'answers could not be read or closed');
        return 0;
      });
      // Shops share a batch, so that a small one does not say that all is taken.
      if (taken === 0) await answered.wait(pollMs);
    }
  }

  async function deliverBatch(): Promise<number> {
    const due = await db.waits.claimAnswered({ limit: batchSize, now: now(), leaseMs });
    if (due.length === 0) return 0;
    await onPoint('claimed');
    await db.waits.close(due.filter(({ host }) => host === 'ended'));
    // The workflow of an absent one is about to be started; its answer comes with the next lease, or when it asks.
    const signals = bySignal(due.filter(({ host }) => host === 'present'));
    const senders = Array.from({ length: Math.min(signalsAtOnce, signals.length) }, async () => {
      for (let next = signals.shift(); next !== undefined; next = signals.shift()) await send(next);
    });
    await Promise.all(senders);
    return due.length;
  }

  async function send(answers: readonly DueAnswer[]): Promise<void> {
    const [first] = answers;
    if (first === undefined) return;
    const { workspaceId, workflowId } = first;
    try {
      await client.workflow.getHandle(workflowId).signal(
        answerWaitsSignal,
        answers.map(({ runId, token, answer }): RunAnswer => ({ runId, token, answer })),
      );
      await onPoint('signalled');
      counts?.onSignals?.(1);
      counts?.onAnswers?.(answers.length);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) {
        logger.warn({ workflowId, runIds: answers.map(({ runId }) => runId) }, 'runs wait in a workflow that is gone');
        await db.waits.closeLost({ workspaceId, workflowId, waits: answers });
      } else {
        logger.warn({ workflowId, err: describeError(error), againInMs: leaseMs }, 'Temporal did not take answers; they are signalled again');
      }
    }
  }
}

/** All answers for one workflow together, in signals that are not too large. */
function bySignal(due: readonly DueAnswer[]): DueAnswer[][] {
  const signals: DueAnswer[][] = [];
  const open = new Map<string, { readonly answers: DueAnswer[]; bytes: number }>();
  for (const answer of due) {
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    const known = open.get(answer.workflowId);
    if (known !== undefined && known.bytes + bytes <= largestSignal) {
      known.answers.push(answer);
      known.bytes += bytes;
      continue;
    }
    const signal = { answers: [answer], bytes };
    open.set(answer.workflowId, signal);
    signals.push(signal.answers);
  }
  return signals;
}
