import type { FlowGraph } from '@noi/flow';
import { ViewportPortal } from '@xyflow/react';
import { type GroupEdits, GroupFrame } from './GroupFrame.tsx';
import { NoteCard, type NoteEdits } from './NoteCard.tsx';

export interface MarkEdits {
  readonly notes: NoteEdits;
  readonly groups: GroupEdits;
}

/** What people drew beside the flow: frames around steps, behind them, and sticky notes. Without `edits` it is only to look at. */
export function MarksLayer({ graph, edits }: { graph: Pick<FlowGraph, 'notes' | 'groups'>; edits: MarkEdits | null }) {
  return (
    <ViewportPortal>
      {Object.values(graph.groups ?? {}).map((group) => (
        <GroupFrame key={group.id} group={group} edits={edits?.groups ?? null} />
      ))}
      {Object.values(graph.notes ?? {}).map((note) => (
        <NoteCard key={note.id} note={note} edits={edits?.notes ?? null} />
      ))}
    </ViewportPortal>
  );
}
