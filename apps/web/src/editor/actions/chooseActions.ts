import type { EditorAction } from './EditorAction.ts';

/** The card or wire that the keyboard stands on. */
function focusedOnCanvas(): { steps?: string[]; edges?: string[] } | null {
  const focused = document.activeElement;
  const id = focused?.getAttribute('data-id');
  if (!focused || !id) return null;
  if (focused.classList.contains('react-flow__node')) return { steps: [id] };
  return focused.classList.contains('react-flow__edge') ? { edges: [id] } : null;
}

/** What is chosen on the canvas; never part of the document. */
export const chooseActions: readonly EditorAction[] = [
  {
    id: 'chooseAll',
    group: 'choose',
    keys: ['Mod+A'],
    run({ editor }) {
      const { graph, select } = editor.store.getState();
      select({ steps: Object.keys(graph.steps) });
    },
  },
  {
    id: 'chooseFocused',
    group: 'choose',
    keys: ['Enter'],
    isKeysOnly: true,
    can: () => focusedOnCanvas() !== null,
    run: ({ editor }) => editor.store.getState().select(focusedOnCanvas() ?? {}),
  },
  {
    id: 'letGo',
    group: 'choose',
    keys: ['Escape'],
    can: ({ selectedSteps, selectedEdges }) => selectedSteps.length + selectedEdges.length > 0,
    run: ({ editor }) => editor.store.getState().select({}),
  },
];
