import type { Logger } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';
import { Alarm } from '../dispatch/Alarm.ts';

export interface LoopOptions {
  /** For the log. */
  readonly name: string;
  /** One round of work; answers with when the next is wanted: at once, at a time, or whenever something rings. */
  round(): Promise<'again' | Date | null>;
  readonly logger: Logger;
  readonly now: () => Date;
  /** The longest sleep; rings are hints and may be lost. */
  readonly pollMs: number;
}

/** A round of work, again and again, woken by rings and by time; a round that fails is repeated after a growing pause. */
export class Loop {
  private readonly options: LoopOptions;
  private readonly alarm = new Alarm();
  private isStopped = false;
  private failures = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(options: LoopOptions) {
    this.options = options;
  }

  start(): void {
    this.running = this.run();
  }

  ring(): void {
    this.alarm.ring();
  }

  /** Begins no more rounds and waits for the one under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.alarm.ring();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      const pauseMs = await this.round();
      if (pauseMs > 0 && !this.isStopped) await this.alarm.wait(pauseMs);
    }
  }

  private async round(): Promise<number> {
    const { name, round, logger, now, pollMs } = this.options;
    try {
      const next = await round();
      this.failures = 0;
      if (next === 'again') return 0;
      return next === null ? pollMs : Math.min(Math.max(next.getTime() - now().getTime(), 1), pollMs);
    } catch (error) {
      this.failures += 1;
      logger.warn({ err: describeError(error), loop: name }, 'a round of this loop failed; it will be repeated');
      return Math.min(pollMs * 2 ** (this.failures - 1), 30_000);
    }
  }
}
