import { type FlowGraph, isContainer } from '@noi/flow';
import type { EditorAction } from './EditorAction.ts';

/** Containers and groups. */
function foldable({ steps, groups = {} }: FlowGraph): readonly string[] {
  return [...Object.values(steps).flatMap((step) => (isContainer(step) ? [step.id] : [])), ...Object.keys(groups)];
}

/** What the screen shows; never part of the document. */
export const viewActions: readonly EditorAction[] = [
  {
    id: 'fitAll',
    group: 'view',
    keys: ['Shift+1'],
    run: ({ view }) => view.fitView({ padding: 0.2, maxZoom: 1, duration: 200 }),
  },
  {
    id: 'zoomToChosen',
    group: 'view',
    keys: ['Shift+2'],
    can: ({ selectedSteps }) => selectedSteps.length > 0,
    run({ editor, view }) {
      const nodes = editor.store.getState().selectedSteps.map((id) => ({ id }));
      return view.fitView({ nodes, padding: 0.3, maxZoom: 1.25, duration: 200 });
    },
  },
  {
    id: 'foldAll',
    group: 'view',
    keys: ['Shift+F'],
    can: ({ graph }) => foldable(graph).length > 0,
    run({ editor }) {
      const { graph, collapsed, collapse } = editor.store.getState();
      const ids = foldable(graph);
      collapse(ids.every((id) => collapsed.has(id)) ? [] : ids);
    },
  },
  {
    id: 'flowSettings',
    group: 'view',
    keys: [],
    run: ({ editor }) => editor.store.getState().showSettings(true),
  },
];

/** Finding one's way. */
export const helpActions: readonly EditorAction[] = [
  {
    id: 'find',
    group: 'help',
    keys: ['Mod+F'],
    reach: 'fields',
    run: ({ editor }) => editor.store.getState().showDialog('find'),
  },
  {
    id: 'commands',
    group: 'help',
    keys: ['Mod+K'],
    reach: 'fields',
    isKeysOnly: true,
    run: ({ editor }) => editor.store.getState().showDialog('commands'),
  },
  {
    id: 'keyboard',
    group: 'help',
    keys: ['?'],
    run: ({ editor }) => editor.store.getState().showDialog('keyboard'),
  },
];
