/** A virtual clock: time stands still while something happens and jumps to the next thing due. */
export interface VirtualClock {
  now(): number;
  /** Does `act` at that time; things due together happen in the order in which they were asked for. */
  at(time: number, act: () => void): void;
  /** Lets everything happen, until nothing is due. */
  runOut(): void;
}

export function createClock(startAt: number): VirtualClock {
  let now = startAt;
  const due: { readonly time: number; readonly act: () => void }[] = [];

  return {
    now: () => now,
    at(time, act) {
      const from = due.findLastIndex((other) => other.time <= time);
      due.splice(from + 1, 0, { time, act });
    },
    runOut() {
      for (let next = due.shift(); next !== undefined; next = due.shift()) {
        now = Math.max(now, next.time);
        next.act();
      }
    },
  };
}
