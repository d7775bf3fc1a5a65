import { setImmediate } from 'node:timers/promises';

/** Cuts long work into slices, between which everything else of the process gets its turn. */
export interface Pacer {
  /** Call it often. It rests when the slice has lasted long enough, and else costs next to nothing. */
  pace(): Promise<void> | undefined;
}

export interface PacerOptions {
  /** How long a slice lasts, in ms. */
  readonly sliceMs?: number;
  readonly clock?: () => number;
  readonly rest?: () => Promise<unknown>;
}

export function createPacer({ sliceMs = 8, clock = () => performance.now(), rest = () => setImmediate() }: PacerOptions = {}): Pacer {
  let began = clock();
  return {
    pace() {
      if (clock() - began < sliceMs) return undefined;
      return rest().then(() => {
        began = clock();
      });
    },
  };
}
