import type { WaitName, WaitNews, WaitRequest } from './activityTypes.ts';

/** What the runs of a group wait for from outside, and what of it is not in the database yet. */
export interface Waits {
  open(wait: WaitRequest): void;
  isOpen(name: WaitName): boolean;
  /** It is answered, or no longer wanted. */
  close(name: WaitName): void;
  /** Its time is over: it ends by that, unless an answer came before. */
  expire(name: WaitName): void;
  /** It came to nothing and is closed already. */
  drop(name: WaitName): void;
  /** The run is over, which closes all it waits for. */
  forget(runId: string): void;
  readonly hasNews: boolean;
  /** All that is to be written, to be written by whoever takes it; nothing when there is nothing. */
  take(): WaitNews | null;
}

export function createWaits(): Waits {
  const open = new Map<string, WaitRequest>();
  const asked = new Set<string>();
  const closed = new Map<string, WaitName>();
  const expiring = new Map<string, WaitRequest>();

  return {
    open(wait) {
      const key = keyOf(wait);
      open.set(key, wait);
      asked.add(key);
      closed.delete(key);
    },
    isOpen: (name) => open.has(keyOf(name)),
    close({ runId, token }) {
      const key = keyOf({ runId, token });
      open.delete(key);
      expiring.delete(key);
      // What was never written needs no closing.
      if (!asked.delete(key)) closed.set(key, { runId, token });
    },
    expire(name) {
      const wait = open.get(keyOf(name));
      if (wait !== undefined) expiring.set(keyOf(name), wait);
    },
    drop: (name) => void open.delete(keyOf(name)),
    forget(runId) {
      for (const [key, wait] of open) {
        if (wait.runId !== runId) continue;
        open.delete(key);
        asked.delete(key);
        expiring.delete(key);
      }
      for (const [key, wait] of closed) if (wait.runId === runId) closed.delete(key);
    },
    get hasNews() {
      return asked.size > 0 || closed.size > 0 || expiring.size > 0;
    },
    take() {
      if (asked.size === 0 && closed.size === 0 && expiring.size === 0) return null;
      const news: WaitNews = {
        open: [...asked].flatMap((key) => open.get(key) ?? []),
        close: [...closed.values()],
        expire: [...expiring.values()],
      };
      asked.clear();
      closed.clear();
      expiring.clear();
      return news;
    },
  };
}

function keyOf({ runId, token }: WaitName): string {
  return `${runId} ${token}`;
}
