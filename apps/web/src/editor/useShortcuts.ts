import { containersAround } from '@noi/flow';
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { dropSteps, withRoom } from './edits/containers.ts';
import { newStepId } from './edits/newStep.ts';
import { duplicateSteps, removeSelection } from './edits/placement.ts';
import { gridSize } from './edits/sizes.ts';
import type { EditorStore } from './store/createEditorStore.ts';
import { useEditorContext } from './store/EditorContext.ts';

const nudges: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Whether a key belongs to a form, a menu or a dialog rather than to the canvas. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

/** The card or wire that the keyboard stands on. */
function focusedOnCanvas(): { steps?: string[]; edges?: string[] } | null {
  const id = document.activeElement?.getAttribute('data-id');
  if (!id) return null;
  if (document.activeElement?.classList.contains('react-flow__node')) return { steps: [id] };
  return document.activeElement?.classList.contains('react-flow__edge') ? { edges: [id] } : null;
}

export function removeChosen(store: EditorStore) {
  const { graph, selectedSteps, selectedEdges, send, select } = store.getState();
  const command = removeSelection(graph, selectedSteps, selectedEdges);
  if (command && send(command)) select({});
}

export function duplicateChosen(store: EditorStore) {
  const { graph, selectedSteps, send, select } = store.getState();
  const copy = duplicateSteps(graph, selectedSteps, (step) => newStepId(step.id.split('_')[0] ?? step.kind, graph));
  if (copy && send(withRoom(graph, copy.command))) select({ steps: copy.ids });
}

function nudge(store: EditorStore, [x, y]: readonly [number, number], isFar: boolean) {
  const { graph, selectedSteps, send } = store.getState();
  const by = gridSize * (isFar ? 4 : 1);
  // What a chosen container holds moves with it.
  const moved = selectedSteps
    .flatMap((id) => graph.steps[id] ?? [])
    .filter(({ id }) => containersAround(graph, id).every((one) => !selectedSteps.includes(one.id)));
  const [first] = moved;
  const onLevel = moved.filter(({ parent }) => parent === first?.parent);
  const moves = onLevel.map(({ id, position }) => ({ id, position: { x: position.x + x * by, y: position.y + y * by } }));
  const command = dropSteps(graph, { moves, parent: first?.parent });
  if (command) send(withRoom(graph, command));
}

/** The editor's keyboard: delete, undo and redo, duplicate, choose all, move by arrows, let go. */
export function useShortcuts() {
  const { store } = useEditorContext();
  const { fitView } = useReactFlow();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const state = store.getState();
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (isTyping(event.target)) {
        // Forms are part of the document: undo in them is the document's undo as well, except while a search or dialog is open.
        const isForm = event.target instanceof Element && event.target.closest('[data-undo="document"]') !== null;
        if (!isForm || !isCommand || (key !== 'z' && key !== 'y')) return;
      }

      if (isCommand && key === 'z' && !event.shiftKey) state.undo();
      else if (isCommand && (key === 'y' || (key === 'z' && event.shiftKey))) state.redo();
      else if (isCommand && key === 'd') duplicateChosen(store);
      else if (isCommand && key === 'a') state.select({ steps: Object.keys(state.graph.steps) });
      else if (isCommand) return;
      else if (event.key === 'Delete' || event.key === 'Backspace') removeChosen(store);
      else if (event.key === 'Enter' && focusedOnCanvas()) state.select(focusedOnCanvas() ?? {});
      else if (event.key === 'Escape') state.select({});
      else if (key === '1' && event.shiftKey) void fitView({ padding: 0.2, maxZoom: 1, duration: 200 });
      else if (nudges[event.key] && state.selectedSteps.length > 0) nudge(store, nudges[event.key] ?? [0, 0], event.shiftKey);
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, fitView]);
}
