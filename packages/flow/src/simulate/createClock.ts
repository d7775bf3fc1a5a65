/** A virtual clock: time stands still while something happens and jumps to the next thing due. */
export interface VirtualClock {
  now(): number;
  /** Does `act` at that time; things due together happen in the order in which they were asked for. */
  at(time: number, act: () => void): void;
  /** Lets everything happen, until nothing is due. */
  runOut(): void;
  /** Lets everything up to and including that time happen, then stands there. With `most`, at most so many things: `false` when some are left. */
  runTo(time: number, most?: number): boolean;
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
    runTo(time, most = Number.POSITIVE_INFINITY) {
      for (let left = most; (due[0]?.time ?? Number.POSITIVE_INFINITY) <= time; left -= 1) {
        if (left <= 0) return false;
        const next = due.shift();
        now = Math.max(now, next?.time ?? now);
        next?.act();
      }
      now = Math.max(now, time);
      return true;
    },
  };
}
