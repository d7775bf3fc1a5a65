import { type Pasted, pastePart, readPart, type Step, type StepId } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { ActionContext } from '../actions/EditorAction.ts';
import { withRoom } from '../edits/containers.ts';
import { newMarkId } from '../edits/marks.ts';
import { newStepId } from '../edits/newStep.ts';
import { newEdgeId } from '../edits/placement.ts';
import { isCutOf } from './clipboard.ts';
import { pastePlace } from './pastePlace.ts';

export type PasteAnswer = { readonly ok: true; readonly left: Pasted['left'] } | { readonly ok: false; readonly reason: Text };

const onlyStarts: Text = {
  vi: 'Quy trình chỉ có một sự kiện bắt đầu và một phần xử lý lỗi, nên không dán thêm được.',
  en: 'A flow has only one trigger and one error handler, so another cannot be pasted.',
};

/** Puts clipboard text into the flow at a place of the screen, or in the middle of what is seen. One step of undo; text that is not steps changes nothing. */
export function pasteText({ editor, view }: ActionContext, text: string, at: { readonly x: number; readonly y: number }): PasteAnswer {
  const { store, connections } = editor;
  const reading = readPart(text);
  if (!reading.ok) return reading;
  const { graph, collapsed, send, select } = store.getState();
  const isCutHere = isCutOf(store, text);
  const newId = (step: Step): StepId => (isCutHere && !graph.steps[step.id] ? step.id : newStepId(step.id.split('_')[0] ?? step.kind, graph));
  const place = pastePlace(graph, reading.part, { at: view.screenToFlowPosition(at), collapsed });
  const known = new Set(connections.map(({ id }) => id));
  const pasted = pastePart(graph, { part: reading.part, ...place, connections: known, newId, newEdgeId, newMarkId });
  if (!pasted) return { ok: false, reason: onlyStarts };
  if (send(withRoom(graph, pasted.command))) select({ steps: pasted.ids });
  return { ok: true, left: pasted.left };
}
