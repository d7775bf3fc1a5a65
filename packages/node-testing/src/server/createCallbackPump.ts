import type { Logger } from '@noi/node-sdk';
import type { EmulatorKey, SandboxServerStore, StoredCallback } from './SandboxServerStore.ts';

export interface CallbackPump {
  /** Looks at the queue soon. */
  wake(): void;
  /** Sends what is due now, and what becomes due meanwhile without delay; returns how many calls were made. */
  deliverDue(): Promise<number>;
  /** Takes no more; ends when the calls under way are answered and noted. */
  close(): Promise<void>;
}

export interface CallbackPumpOptions {
  readonly store: SandboxServerStore;
  readonly logger: Logger;
  now(): Date;
  /** Milliseconds until the next try, `null` to give up. */
  repeatAfter(emulator: EmulatorKey, answer: { status: number | null; tries: number }): Promise<number | null>;
}

/** Providers wait about this long for an answer. */
const answerWithinMs = 5_000;
const lookEveryMs = 500;
const atOnce = 50;

/**
 * Posts queued callbacks to the doors, one after the other per door, and repeats them until they are answered 2xx. A callback
 * leaves the queue only after its answer, so a kill in between repeats it, as real providers do.
 */
export function createCallbackPump({ store, logger, now, repeatAfter }: CallbackPumpOptions): CallbackPump {
  let round: Promise<number> = Promise.resolve(0);
  let next: Promise<number> | undefined;
  let isClosed = false;
  const timer = setInterval(() => wake(), lookEveryMs);
  timer.unref();

  function wake(): void {
    deliverDue().catch((error: unknown) => logger.warn({ error: String(error) }, 'Callbacks could not be read'));
  }

  // A caller that comes while a round runs may have queued after that round looked, so it shares the one behind it.
  function deliverDue(): Promise<number> {
    next ??= round
      .catch(() => 0)
      .then(() => {
        next = undefined;
        round = runRound();
        return round;
      });
    return next;
  }

  async function runRound(): Promise<number> {
    let calls = 0;
    while (!isClosed) {
      const due = await store.dueCallbacks(now(), atOnce);
      if (due.length === 0) break;
      const doors = new Set(due.map((callback) => callback.url));
      await Promise.all([...doors].map((url) => sendInOrder(due.filter((callback) => callback.url === url))));
      calls += due.length;
    }
    return calls;
  }

  async function sendInOrder(queue: readonly StoredCallback[]): Promise<void> {
    for (const callback of queue) {
      if (isClosed) return;
      const status = await post(callback);
      const isTaken = status !== null && status >= 200 && status < 300;
      const pause = isTaken ? null : await repeatAfter(callback, { status, tries: callback.tries + 1 });
      const at = now();
      await store.answeredCallback(callback.id, { status, at, next: pause === null ? null : new Date(at.getTime() + pause) });
      const { workspaceId, packageId } = callback;
      if (!isTaken) logger.info({ workspaceId, packageId, status, tries: callback.tries + 1, again: pause !== null }, 'Callback was not taken');
    }
  }

  return {
    wake,
    deliverDue,
    async close() {
      isClosed = true;
      clearInterval(timer);
      await (next ?? round).catch(() => 0);
    },
  };
}

async function post({ url, headers, body }: StoredCallback): Promise<number | null> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { ...headers }, body, redirect: 'manual', signal: AbortSignal.timeout(answerWithinMs) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/** For providers that document nothing: 1 s, doubled up to a minute, about a day in all. */
export function defaultRepeat({ tries }: { tries: number }): number | null {
  if (tries >= 1_500) return null;
  return Math.min(60_000, 1_000 * 2 ** (tries - 1));
}
