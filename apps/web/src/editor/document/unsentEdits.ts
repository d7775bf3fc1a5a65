import type { Kept, QueuedEdit } from './keptEdits.ts';

export type { QueuedEdit } from './keptEdits.ts';

/** Keeps edits that the server does not have yet, so that closing the page loses nothing. */
export interface UnsentEdits {
  read(): Kept;
  /** `base`: the revision of the draft that the first of them is put on. */
  write(edits: readonly QueuedEdit[], base: number): void;
}

/** The browser's own storage, one entry per flow. Rejects when there is an entry and the code that reads it cannot be had. */
export async function browserUnsentEdits(flowId: string, storage: Storage = localStorage): Promise<UnsentEdits> {
  const key = `noi.unsent.${flowId}`;
  let kept = await leftBehind(key, storage);
  return {
    read: () => kept,
    write(edits, base) {
      kept = { edits: [...edits], base };
      try {
        if (edits.length === 0) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify(kept));
      } catch {
        // A full or closed storage only takes away the safety net; saving itself goes on.
      }
    },
  };
}

/** Most visits find nothing, and need not load what tells sound edits from damaged ones. */
async function leftBehind(key: string, storage: Storage): Promise<Kept> {
  const text = entryOf(key, storage);
  if (text === null) return { edits: [], base: null };
  const { readKept } = await import('./keptEdits.ts');
  try {
    return readKept(text);
  } catch {
    // A damaged entry cannot be mended; the server's draft is the truth.
    return { edits: [], base: null };
  }
}

function entryOf(key: string, storage: Storage): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}
