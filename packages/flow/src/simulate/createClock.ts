/** A virtual clock: time stands still while something happens and jumps to the next thing due. */
export interface VirtualClock {
  now(): number;
  /** Does `act` at that time; things due together happen in the order in which they were asked for. */
  at(time: number, act: () => void): void;
  /** Does `act` here and now, as one thing. */
  do<T>(act: () => T): T;
  /** Asked before each move of the thing that happens. `false`: it has lasted long enough for one piece, and what is left of it is to be given to `goOn`. */
  mayGoOn(): boolean;
  /** The rest of what was cut short: it comes before anything else that is due, in the order in which it was cut. */
  goOn(act: () => void): void;
  /** Lets everything happen, until nothing is due. In pieces, and only as it is driven: yields how many moves were made, and whoever drives it may rest then. */
  runOut(): Generator<number, void>;
  /** Lets everything up to and including that time happen, then stands there; in pieces as well. */
  runTo(time: number): Generator<number, void>;
}

/** `piece`: about so many moves are made without a rest. Pieces are told by moves alone, so that the same things happen in the same order whoever drives. */
export function createClock(startAt: number, piece = 250): VirtualClock {
  let now = startAt;
  /** Of the thing that happens now. */
  let moves = 0;
  /** Of which nobody was told yet. */
  let untold = 0;
  const due: { readonly time: number; readonly act: () => void }[] = [];
  const cut: (() => void)[] = [];

  function happen<T>(act: () => T): T {
    moves = 0;
    untold += 1;
    const others = cut.splice(0);
    try {
      return act();
    } finally {
      cut.push(...others);
    }
  }

  function next(until: number): (() => void) | undefined {
    const rest = cut.shift();
    if (rest !== undefined || due[0] === undefined || due[0].time > until) return rest;
    const { time, act } = due[0];
    due.shift();
    now = Math.max(now, time);
    return act;
  }

  function* run(until: number): Generator<number, void> {
    for (let act = next(until); act !== undefined; act = next(until)) {
      happen(act);
      if (untold >= piece) yield* tell();
    }
    if (untold > 0) yield* tell();
  }

  function* tell(): Generator<number, void> {
    const made = untold;
    untold = 0;
    yield made;
  }

  return {
    now: () => now,
    at(time, act) {
      const from = due.findLastIndex((other) => other.time <= time);
      due.splice(from + 1, 0, { time, act });
    },
    do: happen,
    mayGoOn() {
      if (moves >= piece) return false;
      moves += 1;
      untold += 1;
      return true;
    },
    goOn: (act) => void cut.push(act),
    runOut: () => run(Number.POSITIVE_INFINITY),
    *runTo(time) {
      yield* run(time);
      now = Math.max(now, time);
    },
  };
}
