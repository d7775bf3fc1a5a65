import { Suspense, useEffect } from 'react';
import { Ahead, loadedAhead } from '../app/Ahead.tsx';
import { whenIdle } from '../app/whenIdle.ts';
import { commandPalette } from './actions/EditorDialogs.tsx';
import { loadPasteText } from './clipboard/loadPasteText.ts';
import { nodeSearch } from './palette/NodeSearch.tsx';
import { useEditor } from './store/EditorContext.ts';
import type { EditorState } from './store/EditorState.ts';

const inspector = loadedAhead(async () => (await import('./inspector/Inspector.tsx')).Inspector);

const selectHasChosen = (state: EditorState) => state.selectedSteps.length > 0;

/** What comes once the canvas stands, so that it is there before somebody asks for it. What cannot be had now is asked for again when it is needed. */
function loadAhead() {
  for (const load of [inspector.load, nodeSearch.load, commandPalette.load, loadPasteText]) load().catch(() => undefined);
  return undefined;
}

/** The form of what is chosen. */
export function StepForm() {
  const hasChosen = useEditor(selectHasChosen);
  useEffect(() => whenIdle(loadAhead), []);
  return <Suspense fallback={null}>{hasChosen && <Ahead of={inspector} props={{}} />}</Suspense>;
}
