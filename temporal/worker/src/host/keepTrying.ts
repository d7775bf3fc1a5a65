export interface Tries {
  readonly what: string;
  readonly forMs: number;
  readonly pauseMs: number;
  readonly isWanted: () => boolean;
  readonly log: (line: string) => void;
}

/** Repeats `attempt` until it works, for at most `forMs`: servers that start together need not start in order. */
export async function keepTrying<T>(attempt: () => Promise<T>, { what, forMs, pauseMs, isWanted, log }: Tries): Promise<T> {
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
      if (!isWanted() || performance.now() + pauseMs > until) throw new Error(`${what} could not be reached: ${reason}`, { cause: error });
      log(`${what} does not answer yet (${reason}); trying again`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
