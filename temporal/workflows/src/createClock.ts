/** The time by which runs decide. */
export interface Clock {
  /** Epoch ms. */
  readonly now: () => number;
  /** Does `act` as of that moment; without one, as of the workflow's time. */
  asOf(at: number | undefined, act: () => void): void;
}

/**
 * Within one workflow task a history does not keep the order of moments: local activities that came one after the other come all at once when it is replayed,
 * and the workflow's own time is that of the last. What is decided by it (until when a run waits, so which timers there are) would come out otherwise than it
 * did. So a run goes on as of the moment that the activity's recorded answer names.
 */
export function createClock(): Clock {
  let moment: number | null = null;
  return {
    now: () => moment ?? Date.now(),
    asOf(at, act) {
      moment = at ?? null;
      try {
        act();
      } finally {
        moment = null;
      }
    },
  };
}
