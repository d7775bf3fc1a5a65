import { Loop, type LoopOptions } from './Loop.ts';

export interface WokenLoopsOptions extends Pick<LoopOptions, 'name' | 'logger' | 'now' | 'pollMs'> {
  readonly loops: readonly Loop[];
  /** Calls back whenever there may be work; resolves with the way to end that. */
  readonly listen: (wake: () => void) => Promise<() => Promise<void>>;
}

/** Loops that are rung by a notice of the database as well as by time. */
export function wokenLoops({ loops, listen, ...ear }: WokenLoopsOptions): { start(): void; stop(): Promise<void> } {
  let unlisten: (() => Promise<void>) | null = null;
  // The listener repairs its own connection; only the first one is ours to repeat.
  const listening = new Loop({
    ...ear,
    async round() {
      unlisten ??= await listen(() => {
        for (const loop of loops) loop.ring();
      });
      return null;
    },
  });
  const all = [listening, ...loops];

  return {
    start() {
      for (const loop of all) loop.start();
    },
    async stop() {
      await Promise.all(all.map((loop) => loop.stop()));
      await unlisten?.().catch(() => undefined);
    },
  };
}
