import type { NodeChange } from '@xyflow/react';
import { useMemo } from 'react';
import type { CanvasNode } from '../canvas/types.ts';
import { withRoom } from '../edits/containers.ts';
import { movedMembers } from '../edits/marks.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { type MarkEdits, MarksLayer } from './MarksLayer.tsx';

const selectGraph = (state: EditorState) => state.graph;

interface EditableMarksProps {
  /** Draws cards at other places while something is dragged. */
  onNodesChange(changes: NodeChange<CanvasNode>[]): void;
}

/** Notes and frames of the editor's canvas; each gesture is one command. */
export function EditableMarks({ onNodesChange }: EditableMarksProps) {
  const { store } = useEditorContext();
  const graph = useEditor(selectGraph);

  const edits = useMemo<MarkEdits>(() => {
    const send = (...edit: Parameters<EditorState['send']>) => store.getState().send(...edit);
    const show = (moves: ReturnType<typeof movedMembers>, dragging: boolean) =>
      onNodesChange(moves.map(({ id, position }) => ({ type: 'position', id, position, dragging })));
    return {
      notes: {
        change: (note) => void send({ type: 'note.change', note }, { mergeKey: `note:${note.id}` }),
        remove: (id) => void send({ type: 'note.remove', id }),
      },
      groups: {
        change: (group, mergeKey) => void send({ type: 'group.change', group }, mergeKey === undefined ? {} : { mergeKey }),
        remove: (id) => void send({ type: 'group.remove', id }),
        choose: ({ members }) => store.getState().select({ steps: members }),
        preview: (group, by) => show(movedMembers(store.getState().graph, group, by), by.x !== 0 || by.y !== 0),
        move(group, by) {
          const now = store.getState().graph;
          const moves = movedMembers(now, group, by);
          show(moves, false);
          send(withRoom(now, { type: 'step.move', moves }));
        },
      },
    };
  }, [store, onNodesChange]);

  return <MarksLayer graph={graph} edits={edits} />;
}
