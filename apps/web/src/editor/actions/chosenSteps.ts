import { containersAround, type FlowCommand } from '@noi/flow';
import { dropSteps, withRoom } from '../edits/containers.ts';
import { newStepId } from '../edits/newStep.ts';
import { duplicateSteps, removeSelection } from '../edits/placement.ts';
import type { EditorStore } from '../store/createEditorStore.ts';

/** Removes what is chosen, steps and wires, and these notes with them. */
export function removeChosen(store: EditorStore, noteIds: readonly string[] = []): void {
  const { graph, selectedSteps, selectedEdges, send, select } = store.getState();
  const command = removeSelection(graph, selectedSteps, selectedEdges);
  const notes = noteIds.map((id): FlowCommand => ({ type: 'note.remove', id }));
  if (command && send(notes.length === 0 ? command : { type: 'batch', commands: [command, ...notes] })) select({});
}

/** Puts copies of the chosen steps beside them and chooses the copies. */
export function duplicateChosen(store: EditorStore): void {
  const { graph, selectedSteps, send, select } = store.getState();
  const copy = duplicateSteps(graph, selectedSteps, (step) => newStepId(step.id.split('_')[0] ?? step.kind, graph));
  if (copy && send(withRoom(graph, copy.command))) select({ steps: copy.ids });
}

/** Moves the chosen steps of one level by so many pixels of the flow. */
export function nudgeChosen(store: EditorStore, by: { readonly x: number; readonly y: number }): void {
  const { graph, selectedSteps, send } = store.getState();
  // What a chosen container holds moves with it.
  const moved = selectedSteps
    .flatMap((id) => graph.steps[id] ?? [])
    .filter(({ id }) => containersAround(graph, id).every((one) => !selectedSteps.includes(one.id)));
  const [first] = moved;
  const onLevel = moved.filter(({ parent }) => parent === first?.parent);
  const moves = onLevel.map(({ id, position }) => ({ id, position: { x: position.x + by.x, y: position.y + by.y } }));
  const command = dropSteps(graph, { moves, parent: first?.parent });
  if (command) send(withRoom(graph, command));
}
