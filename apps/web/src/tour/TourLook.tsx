import { useEffect } from 'react';
import { useEditor } from '../editor/store/EditorContext.ts';
import type { EditorState } from '../editor/store/EditorState.ts';
import { useTour } from './tourState.ts';

const hasChosen = (state: EditorState) => state.selectedSteps.length > 0;

/** Tells the tour that somebody looked at a step; shows nothing itself. */
export function TourLook() {
  const { state, noteLook } = useTour();
  const isLooking = useEditor(hasChosen);
  const counts = isLooking && state.isOpen && !state.hasLooked;
  useEffect(() => {
    if (counts) noteLook();
  });
  return null;
}
