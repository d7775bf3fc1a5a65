import { CancellationScope, sleep } from '@temporalio/workflow';
import { currentTask } from './createTaskRoom.ts';

/** Wakes sleepers; those who are due in the same second share one Temporal timer. */
export interface Timers {
  add(sleeper: { readonly key: string; readonly until: number; wake(): void }): void;
  cancel(key: string): void;
  /**
   * It is this late at least (epoch ms). The server counts a timer's time from the end of the workflow task in which it was set, so that calls which hold
   * the task open would make it ring late: those that are not with the server yet are set again.
   */
  catchUp(now: number): void;
}

export interface TimersOptions {
  /** Epoch ms. */
  readonly now: () => number;
  /** Whether timers are set again; without it `catchUp` does nothing. */
  readonly resets: boolean;
  /** Is told of each second whose timer rang (epoch ms), and how many slept until then. */
  readonly onWoke: (dueMs: number, sleepers: number) => void;
}

interface Second {
  /** Epoch s. */
  readonly due: number;
  readonly sleepers: Map<string, () => void>;
  timer?: Timer;
}

interface Timer {
  readonly scope: CancellationScope;
  /** Epoch ms. */
  readonly setAt: number;
  /** Which workflow task. */
  readonly setIn: number;
}

/** A timer that is late by less stays as it is. */
const resetFromMs = 100;

export function createTimers({ now, resets, onWoke }: TimersOptions): Timers {
  const seconds = new Map<number, Second>();
  const secondOf = new Map<string, number>();

  return {
    add({ key, until, wake }) {
      // Rounded up: late by less than a second, never early.
      const due = Math.ceil(until / 1000);
      const second = seconds.get(due) ?? open(due);
      second.sleepers.set(key, wake);
      secondOf.set(key, due);
    },
    cancel(key) {
      const due = secondOf.get(key);
      const second = due === undefined ? undefined : seconds.get(due);
      if (due === undefined || second === undefined) return;
      secondOf.delete(key);
      second.sleepers.delete(key);
      if (second.sleepers.size > 0) return;
      seconds.delete(due);
      second.timer?.scope.cancel();
    },
    catchUp(at) {
      if (!resets) return;
      for (const second of seconds.values()) {
        const { timer } = second;
        if (timer?.setIn !== currentTask() || at - timer.setAt < resetFromMs) continue;
        timer.scope.cancel();
        set(second, at);
      }
    },
  };

  function open(due: number): Second {
    const second: Second = { due, sleepers: new Map() };
    seconds.set(due, second);
    set(second, now());
    return second;
  }

  function set(second: Second, at: number): void {
    const scope = new CancellationScope();
    second.timer = { scope, setAt: at, setIn: currentTask() };
    scope
      .run(() => sleep(Math.max(1, second.due * 1000 - at)))
      .then(
        () => ring(second),
        // Cancelled, to be set again, by the last sleeper or with the whole workflow: nobody waits for it any more.
        () => {},
      );
  }

  function ring(second: Second): void {
    const dueMs = second.due * 1000;
    // The machine whose answer said how late it is may be ahead of the server, by whose clock the workflow wakes.
    if (resets && Date.now() < dueMs) {
      set(second, Date.now());
      return;
    }
    seconds.delete(second.due);
    onWoke(dueMs, second.sleepers.size);
    for (const [key, wake] of second.sleepers) {
      secondOf.delete(key);
      wake();
    }
  }
}
