import { sleep } from '@temporalio/workflow';

/** Divides what a group computes into turns, so that a run with a long loop holds up neither its neighbours nor the worker's thread. */
export interface Turns {
  /** Whether the run may make one more move in this turn. After `false` it is told when its turn has come. */
  mayGoOn(runId: string): boolean;
  readonly isNobodyWaiting: boolean;
}

/** Of all runs together; some tens of milliseconds of computing. */
const movesPerTurn = 2_000;

/** Turns are parted by a timer, with which the workflow task ends: what came meanwhile is taken up between them. */
export function createTurns(goOn: (runId: string) => void): Turns {
  let movesLeft = movesPerTurn;
  let isResting = false;
  const queue = new Set<string>();

  return {
    mayGoOn(runId) {
      if (movesLeft > 0) {
        movesLeft -= 1;
        return true;
      }
      queue.add(runId);
      rest();
      return false;
    },
    get isNobodyWaiting() {
      return queue.size === 0;
    },
  };

  function rest(): void {
    if (isResting) return;
    isResting = true;
    // Also when the whole workflow is cancelled: its runs are told so, and end by themselves.
    sleep(1).then(takeTurn, takeTurn);
  }

  /** Who was cut off goes to the end of the queue: a loop never gets two turns while others wait. */
  function takeTurn(): void {
    isResting = false;
    movesLeft = movesPerTurn;
    for (const runId of queue) {
      if (movesLeft === 0) break;
      queue.delete(runId);
      goOn(runId);
    }
    if (queue.size > 0) rest();
  }
}
