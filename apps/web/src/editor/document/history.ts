import type { FlowCommand } from '@noi/flow';

/** Which stored edit an entry of the history stands for: a revision of the server, or the key of an edit that is still on its way. */
export type Origin = { readonly revision: number } | { readonly clientKey: string };

/** One step of undo. */
export interface HistoryEntry {
  readonly command: FlowCommand;
  readonly inverse: FlowCommand;
  readonly origin: Origin;
  /** Edits with the same key that follow closely become one entry: typing in one field. */
  readonly mergeKey?: string;
  readonly at: number;
}

export interface History {
  readonly done: readonly HistoryEntry[];
  readonly undone: readonly HistoryEntry[];
}

export interface StoredEdit {
  readonly revision: number;
  readonly command: FlowCommand;
  readonly inverse: FlowCommand;
  readonly kind: 'do' | 'undo' | 'redo';
  readonly of: number | null;
  /** Chosen by the browser that made it. */
  readonly clientKey: string;
  /** Who made it; `null`: a script. */
  readonly by: string | null;
  readonly isMine: boolean;
}

export const emptyHistory: History = { done: [], undone: [] };

/** The undo and redo stacks that a row of stored edits leaves behind, so that undo goes on after a reload. What others did is theirs to undo. */
export function rebuildHistory(edits: readonly StoredEdit[]): History {
  const done: HistoryEntry[] = [];
  let undone: HistoryEntry[] = [];

  for (const { revision, command, inverse, kind, of, isMine } of edits) {
    if (!isMine) continue;
    const entry: HistoryEntry = { command, inverse, origin: { revision }, at: 0 };
    switch (kind) {
      case 'do':
        done.push(entry);
        undone = [];
        break;
      case 'undo':
        popSince(done, of);
        // What an undo applied is what a redo takes back.
        undone.push({ ...entry, command: inverse, inverse: command });
        break;
      case 'redo':
        undone.pop();
        done.push(entry);
        break;
    }
  }
  return { done, undone };
}

/** Several quick edits may have been undone as one: everything from the first of them on leaves the stack. */
function popSince(done: HistoryEntry[], revision: number | null) {
  if (revision === null) {
    done.pop();
    return;
  }
  for (let top = done.at(-1); top && 'revision' in top.origin && top.origin.revision >= revision; top = done.at(-1)) done.pop();
}

/** Joins a later edit to the entry before it, so that both are undone together. */
export function joinEntries(earlier: HistoryEntry, later: Pick<HistoryEntry, 'command' | 'inverse' | 'at'>): HistoryEntry {
  const isSameStep = earlier.command.type === 'step.change' && later.command.type === 'step.change' && earlier.command.step.id === later.command.step.id;
  if (isSameStep) return { ...earlier, command: later.command, at: later.at };
  return {
    ...earlier,
    command: { type: 'batch', commands: [earlier.command, later.command] },
    inverse: { type: 'batch', commands: [later.inverse, earlier.inverse] },
    at: later.at,
  };
}
