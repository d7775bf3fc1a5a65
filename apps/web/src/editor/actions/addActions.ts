import { canvasMiddle } from '../clipboard/canvasMiddle.ts';
import { containerAt } from '../edits/containers.ts';
import { unambiguousPort } from '../edits/placement.ts';
import { placeOnCanvas } from '../edits/sizes.ts';
import type { AddingStep } from '../store/EditorState.ts';
import type { ActionContext, EditorAction } from './EditorAction.ts';

/** A new step for a place of the screen: in the container that lies there, or on the flow's own level. */
export function addingAt({ editor, view }: ActionContext, anchor: AddingStep['anchor']): AddingStep {
  const { graph, collapsed } = editor.store.getState();
  const at = view.screenToFlowPosition(anchor);
  const parent = containerAt(graph, { at, collapsed });
  const origin = parent === undefined ? { x: 0, y: 0 } : placeOnCanvas(graph, parent);
  return { anchor, position: { x: at.x - origin.x, y: at.y - origin.y }, ...(parent !== undefined && { parent }) };
}

function lowerEdgeOf(stepId: string): AddingStep['anchor'] {
  const box = document.querySelector(`.react-flow__node[data-id="${stepId}"]`)?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2, y: box.bottom + 8 } : canvasMiddle();
}

/** New steps: into the chosen wire, behind the chosen step, or where the menu was opened. */
export const addActions: readonly EditorAction[] = [
  {
    id: 'addStep',
    group: 'edit',
    keys: ['A'],
    run(ctx) {
      const { graph, selectedSteps, selectedEdges, startAdding } = ctx.editor.store.getState();
      const [intoEdge, ...otherEdges] = selectedEdges;
      const from = selectedSteps.length === 1 ? unambiguousPort(graph, selectedSteps) : null;
      if (intoEdge !== undefined && otherEdges.length === 0 && selectedSteps.length === 0) startAdding({ intoEdge, anchor: ctx.at ?? canvasMiddle() });
      else if (from) startAdding({ from, anchor: lowerEdgeOf(from.stepId) });
      else startAdding(addingAt(ctx, ctx.at ?? canvasMiddle()));
    },
  },
];
