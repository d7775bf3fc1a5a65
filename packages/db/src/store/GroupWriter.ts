import pg from 'pg';

/** Writes that arrive together go to the database together. */
export interface GroupWriter<Item, Result> {
  write(item: Item): Promise<Result>;
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly key: string | null;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** A statement that takes longer than this does not hold up those who wait behind it. */
const slowMs = 50;

/**
 * Group commit: what is written while a statement is under way joins the next one. A second one goes beside it only where it is full, or where the first takes
 * long: few large statements cost less than many small ones. A statement that fails is repeated row by row, so that a bad row fails alone.
 *
 * Items of one key never share a statement nor overtake each other; leave `keyOf` out where rows do not meet.
 */
export function createGroupWriter<Item, Result>({
  flush,
  keyOf = () => null,
  maxBatch = 250,
  maxInFlight = 2,
}: {
  /** One statement for all items; answers in their order. */
  flush: (items: readonly Item[]) => Promise<readonly Result[]>;
  keyOf?: (item: Item) => string | null;
  maxBatch?: number;
  maxInFlight?: number;
}): GroupWriter<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  const busyKeys = new Set<string>();
  let inFlight = 0;
  /** The latest statement takes long. */
  let isSlow = false;
  let isScheduled = false;
  let idleWaiters: (() => void)[] = [];

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      pump();
    });
  };

  const mayBegin = () => inFlight === 0 || (inFlight < maxInFlight && (isSlow || queue.length >= maxBatch));

  const pump = () => {
    while (mayBegin()) {
      const batch = takeBatch();
      if (batch.length === 0) break;
      inFlight += 1;
      isSlow = false;
      const patience = setTimeout(() => {
        isSlow = true;
        pump();
      }, slowMs);
      void send(batch).finally(() => {
        clearTimeout(patience);
        inFlight -= 1;
        for (const { key } of batch) if (key !== null) busyKeys.delete(key);
        pump();
      });
    }
    if (inFlight === 0 && queue.length === 0) {
      for (const wake of idleWaiters) wake();
      idleWaiters = [];
    }
  };

  const takeBatch = () => {
    const batch: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const waiting of queue) {
      const mustWait = batch.length === maxBatch || (waiting.key !== null && busyKeys.has(waiting.key));
      if (mustWait) {
        left.push(waiting);
        continue;
      }
      batch.push(waiting);
      if (waiting.key !== null) busyKeys.add(waiting.key);
    }
    queue = left;
    return batch;
  };

  const send = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await flush(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error(`A group write answered ${results.length} of ${batch.length} items`);
      batch.forEach((waiting, index) => {
        waiting.resolve(results[index] as Result);
      });
    } catch (error) {
      // Only a complaint of the database about the statement can be one row's fault; a lost connection is everyone's.
      if (batch.length === 1 || !(error instanceof pg.DatabaseError)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      for (const waiting of batch) await send([waiting]);
    }
  };

  return {
    write: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, key: keyOf(item), resolve, reject });
        schedule();
      }),
    idle: () =>
      new Promise((resolve) => {
        if (inFlight === 0 && queue.length === 0) resolve();
        else idleWaiters.push(resolve);
      }),
  };
}
