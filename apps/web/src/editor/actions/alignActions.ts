import type { FlowCommand } from '@noi/flow';
import { type Alignment, alignSteps, type Direction, distributeSteps } from '../edits/align.ts';
import { withRoom } from '../edits/containers.ts';
import type { EditorState } from '../store/EditorState.ts';
import type { ActionContext, ActionId, EditorAction } from './EditorAction.ts';

function change({ editor }: ActionContext, command: (state: EditorState) => FlowCommand | null): void {
  const state = editor.store.getState();
  const made = command(state);
  if (!made) return;
  state.glide();
  state.send(withRoom(state.graph, made));
}

function align(id: ActionId, alignment: Alignment, keys: string): EditorAction {
  return {
    id,
    group: 'arrange',
    keys: [keys],
    can: ({ selectedSteps }) => selectedSteps.length > 1,
    run: (ctx) => change(ctx, ({ graph, selectedSteps }) => alignSteps(graph, selectedSteps, alignment)),
  };
}

function distribute(id: ActionId, direction: Direction, keys: string): EditorAction {
  return {
    id,
    group: 'arrange',
    keys: [keys],
    can: ({ selectedSteps }) => selectedSteps.length > 2,
    run: (ctx) => change(ctx, ({ graph, selectedSteps }) => distributeSteps(graph, selectedSteps, direction)),
  };
}

/** The chosen steps in line, or with equal gaps. */
export const alignActions: readonly EditorAction[] = [
  align('alignLeft', 'left', 'Alt+A'),
  align('alignCentre', 'centre', 'Alt+H'),
  align('alignRight', 'right', 'Alt+D'),
  align('alignTop', 'top', 'Alt+W'),
  align('alignMiddle', 'middle', 'Alt+V'),
  align('alignBottom', 'bottom', 'Alt+S'),
  distribute('distributeAcross', 'across', 'Alt+Shift+H'),
  distribute('distributeDown', 'down', 'Alt+Shift+V'),
];
