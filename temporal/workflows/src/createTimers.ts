import { CancellationScope, sleep } from '@temporalio/workflow';

/** Wakes sleepers; those who are due in the same second share one Temporal timer. */
export interface Timers {
  add(sleeper: { readonly key: string; readonly until: number; wake(): void }): void;
  cancel(key: string): void;
}

interface Second {
  readonly scope: CancellationScope;
  readonly sleepers: Map<string, () => void>;
}

/** `onWoke` is told of each second whose timer rang (epoch ms), and how many slept until then. */
export function createTimers(onWoke: (dueMs: number, sleepers: number) => void): Timers {
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
      second.scope.cancel();
    },
  };

  function open(due: number): Second {
    const second: Second = { scope: new CancellationScope(), sleepers: new Map() };
    seconds.set(due, second);
    second.scope
      .run(() => sleep(Math.max(1, due * 1000 - Date.now())))
      .then(
        () => ring(due, second),
        // Cancelled, by the last sleeper or with the whole workflow: nobody waits for it any more.
        () => {},
      );
    return second;
  }

  function ring(due: number, second: Second): void {
    seconds.delete(due);
    onWoke(due * 1000, second.sleepers.size);
    for (const [key, wake] of second.sleepers) {
      secondOf.delete(key);
      wake();
    }
  }
}
