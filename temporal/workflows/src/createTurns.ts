import { sleep } from '@temporalio/workflow';

/** Divides what a group computes into turns, so that a run with a long loop holds up neither its neighbours nor the worker's thread. */
export interface Turns {
  /** Calls `begin` for each, who share one turn. */
  share<T>(all: readonly T[], begin: (one: T) => void): void;
  /** Whether the run may make one more move in this turn. After `false` it is told when its turn has come. */
  mayGoOn(runId: string): boolean;
  readonly isNobodyWaiting: boolean;
}

/** Of all runs together; some tens of milliseconds of computing. */
const movesPerTurn = 2_000;

/**
 * Turns are parted by a timer, with which the workflow task ends: what came meanwhile is taken up between them. Within a turn runs go round, `movesAtOnce`
 * each, so that a run of a few moves never waits for a long one's turns.
 */
export function createTurns(goOn: (runId: string) => void, movesAtOnce: number): Turns {
  let movesLeft = movesPerTurn;
  /** Of the run that walks now; what an answer leads to is bounded by the turn alone. */
  let ownLeft = Number.POSITIVE_INFINITY;
  let isResting = false;
  const queue = new Set<string>();

  return {
    share(all, begin) {
      for (const one of all) inShares(() => begin(one));
      rest();
    },
    mayGoOn(runId) {
      if (movesLeft > 0 && ownLeft > 0) {
        movesLeft -= 1;
        ownLeft -= 1;
        return true;
      }
      queue.add(runId);
      // Who has a share of this turn may come round again in it.
      if (ownLeft === Number.POSITIVE_INFINITY) rest();
      return false;
    },
    get isNobodyWaiting() {
      return queue.size === 0;
    },
  };

  function inShares(act: () => void): void {
    ownLeft = movesAtOnce;
    act();
    ownLeft = Number.POSITIVE_INFINITY;
  }

  function rest(): void {
    if (isResting || queue.size === 0) return;
    isResting = true;
    // Also when the whole workflow is cancelled: its runs are told so, and end by themselves.
    sleep(1).then(takeTurn, takeTurn);
  }

  /** Who was cut off goes to the end of the queue. */
  function takeTurn(): void {
    isResting = false;
    movesLeft = movesPerTurn;
    for (const runId of queue) {
      if (movesLeft === 0) break;
      queue.delete(runId);
      inShares(() => goOn(runId));
    }
    rest();
  }
}
