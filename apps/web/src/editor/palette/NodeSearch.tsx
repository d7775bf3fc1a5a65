import { Suspense } from 'react';
import { Ahead, loadedAhead } from '../../app/Ahead.tsx';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

/** Comes ahead of its use, once the canvas stands. */
export const nodeSearch = loadedAhead(async () => (await import('./OpenNodeSearch.tsx')).OpenNodeSearch);

const selectAdding = (state: EditorState) => state.adding;

/** Open while the next step is being chosen. */
export function NodeSearch() {
  const adding = useEditor(selectAdding);
  return <Suspense>{adding && <Ahead key={`${adding.anchor.x},${adding.anchor.y}`} of={nodeSearch} props={{ adding }} />}</Suspense>;
}
