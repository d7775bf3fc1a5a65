import { lazy, Suspense, useEffect } from 'react';
import { whenIdle } from '../app/whenIdle.ts';
import { loadPasteText } from './clipboard/loadPasteText.ts';
import { loadNodeSearch } from './palette/NodeSearch.tsx';
import { useEditor } from './store/EditorContext.ts';
import type { EditorState } from './store/EditorState.ts';

const loadInspector = () => import('./inspector/Inspector.tsx');
const Inspector = lazy(async () => ({ default: (await loadInspector()).Inspector }));

const selectHasChosen = (state: EditorState) => state.selectedSteps.length > 0;

/** What comes once the canvas stands, so that it is there before somebody asks for it. What cannot be had now is asked for again when it is needed. */
function loadAhead() {
  for (const load of [loadInspector, loadNodeSearch, loadPasteText]) load().catch(() => undefined);
  return undefined;
}

/** The form of what is chosen. */
export function StepForm() {
  const hasChosen = useEditor(selectHasChosen);
  useEffect(() => whenIdle(loadAhead), []);
  return <Suspense fallback={null}>{hasChosen && <Inspector />}</Suspense>;
}
