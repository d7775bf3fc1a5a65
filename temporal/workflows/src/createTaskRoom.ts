import { workflowInfo } from '@temporalio/workflow';

/**
 * What one workflow task may still bring home. The server ends a workflow whose task comes back with more than 4 MiB, so what goes with it is counted: answers of
 * local activities and arguments of remote ones.
 */
export interface TaskRoom {
  /** Bytes; not below 0. */
  readonly left: number;
  take(bytes: number): void;
}

const mostBytes = 3_000_000;

export function createTaskRoom(): TaskRoom {
  let task = currentTask();
  let taken = 0;
  const look = () => {
    if (task === currentTask()) return;
    task = currentTask();
    taken = 0;
  };

  return {
    get left() {
      look();
      return Math.max(0, mostBytes - taken);
    },
    take(bytes) {
      look();
      taken += bytes;
    },
  };
}

/** Names the workflow task under way: the length of the history at its beginning, which stays until its end, also when it is replayed. */
export function currentTask(): number {
  return workflowInfo().historyLength;
}

/** Of a value as it travels, in bytes of JSON. */
export function sizeOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
