import { lazy, Suspense } from 'react';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

/** Comes ahead of its use, once the canvas stands. */
export const loadNodeSearch = () => import('./OpenNodeSearch.tsx');
const OpenNodeSearch = lazy(async () => ({ default: (await loadNodeSearch()).OpenNodeSearch }));

const selectAdding = (state: EditorState) => state.adding;

/** Open while the next step is being chosen. */
export function NodeSearch() {
  const adding = useEditor(selectAdding);
  return <Suspense>{adding && <OpenNodeSearch key={`${adding.anchor.x},${adding.anchor.y}`} adding={adding} />}</Suspense>;
}
