import { lazy, Suspense } from 'react';
import { Ahead, loadedAhead } from '../../app/Ahead.tsx';
import { useEditor } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';

/** Loaded when first asked for: the editor opens without them. */
const KeyboardMap = lazy(async () => ({ default: (await import('./KeyboardMap.tsx')).KeyboardMap }));
const FindPanel = lazy(async () => ({ default: (await import('../find/FindPanel.tsx')).FindPanel }));
const ContextMenu = lazy(async () => ({ default: (await import('../menu/ContextMenu.tsx')).ContextMenu }));

/** Whoever opens it types at once. */
export const commandPalette = loadedAhead(async () => (await import('./CommandPalette.tsx')).CommandPalette);

const selectDialog = (state: EditorState) => state.dialog;
const selectMenu = (state: EditorState) => state.menu;

/** The dialogs that actions open, and the menu of a right click. */
export function EditorDialogs() {
  const dialog = useEditor(selectDialog);
  const menu = useEditor(selectMenu);
  return (
    <Suspense>
      {dialog === 'keyboard' && <KeyboardMap />}
      {dialog === 'commands' && <Ahead of={commandPalette} props={{}} />}
      {dialog === 'find' && <FindPanel />}
      {menu && <ContextMenu key={`${menu.at.x},${menu.at.y}`} menu={menu} />}
    </Suspense>
  );
}
