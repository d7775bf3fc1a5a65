import type { FlowCommand } from '@noi/flow';
import type { Origin } from './history.ts';
import type { QueuedEdit, UnsentEdits } from './unsentEdits.ts';

/** `saved`: the server has everything. `unsaved`: typed, not yet sent. `failed`: the last try failed; it goes on trying. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed';

export interface SentEdit {
  readonly clientKey: string;
  readonly command: FlowCommand;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly of?: number;
}

/** Why a send did not work: `conflict` the draft moved on, `refused` these edits will never be taken, `unreachable` try again. */
export type SendFailure = 'conflict' | 'refused' | 'unreachable';

export interface SaveQueueOptions {
  readonly revision: number;
  readonly unsent: UnsentEdits;
  send(request: { baseRevision: number; edits: SentEdit[] }): Promise<{ revision: number }>;
  classify(error: unknown): SendFailure;
  /** Loads the server's draft, puts the edits on top where they still fit, and returns what is left to send. `waiting` is to be asked after loading: people type on. */
  rebase(waiting: () => Waiting, failure: 'conflict' | 'refused'): Promise<{ revision: number; edits: QueuedEdit[] }>;
  onState(state: SaveState): void;
}

/** What is not saved yet, and the revision it was made on. */
export interface Waiting {
  readonly edits: readonly QueuedEdit[];
  readonly base: number;
}

const debounceMs = 400;
const longestBackoffMs = 30_000;
const batchSize = 100;

export interface SaveQueue {
  readonly revision: number;
  readonly isIdle: boolean;
  add(edit: QueuedEdit): void;
  /** Sends what waits now; resolves with the revision that has all of it, rejects when the server cannot be reached. */
  flush(): Promise<number>;
  /** The draft was replaced by a newer one of the server. Only when idle. */
  adopt(revision: number): void;
  stop(): void;
}

/** Sends edits in order, one request at a time, and repeats until they are stored. A repeated edit carries the same key and is stored once. */
export function createSaveQueue({ revision: firstRevision, unsent, send, classify, rebase, onState }: SaveQueueOptions): SaveQueue {
  let revision = firstRevision;
  let queue: QueuedEdit[] = unsent.read().edits;
  let sending = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let current: Promise<void> | null = null;
  const revisions = new Map<string, number>();

  function schedule(delay: number) {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(() => void sendNow().catch(() => undefined), delay);
  }

  function sendNow(): Promise<void> {
    clearTimeout(timer);
    current ??= sendBatch().finally(() => {
      current = null;
      if (queue.length > 0 && failures === 0) schedule(0);
    });
    return current;
  }

  async function sendBatch() {
    if (queue.length === 0) return;
    const batch = queue.slice(0, batchSize);
    sending = batch.length;
    onState('saving');
    try {
      const answer = await send({ baseRevision: revision, edits: batch.map((edit, index) => toSent(edit, batch, index)) });
      for (const [index, edit] of batch.entries()) revisions.set(edit.clientKey, answer.revision - (batch.length - 1 - index));
      revision = Math.max(revision, answer.revision);
      queue = queue.slice(batch.length);
      failures = 0;
      sending = 0;
      unsent.write(queue, revision);
      onState(queue.length === 0 ? 'saved' : 'unsaved');
    } catch (error) {
      sending = 0;
      await recover(error);
    }
  }

  async function recover(error: unknown) {
    const failure = classify(error);
    try {
      if (failure === 'unreachable') throw error;
      const rebased = await rebase(() => ({ edits: queue, base: revision }), failure);
      revision = rebased.revision;
      queue = rebased.edits;
      failures = 0;
      unsent.write(queue, revision);
      onState(queue.length === 0 ? 'saved' : 'unsaved');
    } catch (cause) {
      failures += 1;
      onState('failed');
      schedule(Math.min(longestBackoffMs, 1000 * 2 ** (failures - 1)));
      throw cause;
    }
  }

  function toSent({ clientKey, command, kind, origin }: QueuedEdit, batch: readonly QueuedEdit[], index: number): SentEdit {
    const of = origin && revisionOf(origin, batch.slice(0, index));
    return { clientKey, command, kind, ...(of !== undefined && { of }) };
  }

  function revisionOf(origin: Origin, before: readonly QueuedEdit[]): number | undefined {
    if ('revision' in origin) return origin.revision;
    const place = before.findIndex((edit) => edit.clientKey === origin.clientKey);
    return revisions.get(origin.clientKey) ?? (place === -1 ? undefined : revision + place + 1);
  }

  if (queue.length > 0) {
    onState('unsaved');
    schedule(0);
  }

  return {
    get revision() {
      return revision;
    },
    get isIdle() {
      return queue.length === 0;
    },
    add(edit) {
      const last = queue.at(-1);
      const isMergeable = edit.mergeKey !== undefined && last?.mergeKey === edit.mergeKey && queue.length > sending;
      if (isMergeable && last) queue = [...queue.slice(0, -1), { ...last, command: edit.command }];
      else queue = [...queue, edit];
      unsent.write(queue, revision);
      if (failures > 0) return;
      onState('unsaved');
      if (sending === 0) schedule(debounceMs);
    },
    async flush() {
      failures = 0;
      while (queue.length > 0) await sendNow();
      return revision;
    },
    adopt(newer) {
      revision = newer;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
