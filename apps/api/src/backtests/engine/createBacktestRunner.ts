import type { Db, TakenBacktest } from '@noi/db';
import type { WorldOptions } from '@noi/flow';
import { leaseMs, walkPast } from './walkPast.ts';

export interface BacktestRunnerOptions {
  readonly db: Pick<Db, 'backtests'>;
  readonly words: Pick<WorldOptions, 'recipientOf' | 'previewOf'>;
  readonly log: { warn(facts: object, message: string): void };
  readonly now: () => Date;
  /** How often it looks for what another process left behind. Default 15 000. */
  readonly pollMs?: number;
}

/** Walks drafts through the past, one at a time, in slices between which the process does its other work. What it leaves when it stops, another takes up. */
export interface BacktestRunner {
  /** Looks for work from now on. */
  start(): void;
  /** There is work. */
  ring(): void;
  close(): Promise<void>;
}

export function createBacktestRunner({ db, words, log, now, pollMs = 15_000 }: BacktestRunnerOptions): BacktestRunner {
  let isStopped = false;
  let isRung = false;
  let working: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const ring = () => {
    isRung = true;
    working ??= drain()
      .catch((err) => log.warn({ err }, 'a backtest could not be worked on; it will be taken up again'))
      .finally(() => {
        working = null;
        if (isRung && !isStopped) ring();
      });
  };

  async function drain(): Promise<void> {
    isRung = false;
    for (let taken = await take(); taken !== null; taken = await take()) await work(taken);
  }

  async function take(): Promise<TakenBacktest | null> {
    return isStopped ? null : await db.backtests.take({ now: now(), leaseUntil: new Date(now().getTime() + leaseMs) });
  }

  async function work(taken: TakenBacktest): Promise<void> {
    try {
      const walked = await walkPast({ db, taken, words, now, isStopped: () => isStopped });
      if (walked !== null) await db.backtests.end(taken, { state: 'done', at: now(), ...walked });
    } catch (err) {
      log.warn({ err, backtestId: taken.id }, 'a backtest failed');
      await db.backtests.end(taken, { state: 'failed', at: now() });
    }
  }

  return {
    ring,
    start() {
      timer ??= setInterval(ring, pollMs).unref();
      ring();
    },
    async close() {
      isStopped = true;
      if (timer !== null) clearInterval(timer);
      await working;
    },
  };
}
