import { lazy, Suspense } from 'react';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

/** Loaded when first asked for: the editor opens without them. */
const KeyboardMap = lazy(async () => ({ default: (await import('./KeyboardMap.tsx')).KeyboardMap }));
const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));
const FindPanel = lazy(async () => ({ default: (await import('../find/FindPanel.tsx')).FindPanel }));

const selectDialog = (state: EditorState) => state.dialog;

/** The dialogs that actions open. */
export function EditorDialogs() {
  const dialog = useEditor(selectDialog);
  return (
    <Suspense>
      {dialog === 'keyboard' && <KeyboardMap />}
      {dialog === 'commands' && <CommandPalette />}
      {dialog === 'find' && <FindPanel />}
    </Suspense>
  );
}
