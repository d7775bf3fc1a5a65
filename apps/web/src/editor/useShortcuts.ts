import { useEffect } from 'react';
import type { EditorAction } from './actions/EditorAction.ts';
import { editorActions } from './actions/editorActions.ts';
import { type KeyPlace, keyPlaceOf } from './actions/keyPlace.ts';
import { isPressed } from './actions/keys.ts';
import { useActionContext } from './actions/useActionContext.ts';

function reaches({ reach }: EditorAction, place: KeyPlace): boolean {
  if (place === 'canvas') return true;
  return place === 'fields' ? reach === 'fields' : place === 'forms' && reach !== undefined;
}

/** The editor's keyboard, made of its actions. */
export function useShortcuts() {
  const ctx = useActionContext();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const place = keyPlaceOf(event.target);
      const { adding, dialog } = ctx.editor.store.getState();
      // A search that opens this moment is what is being typed for.
      if (place === 'canvas' && (adding !== null || dialog === 'commands')) return;
      for (const action of editorActions) {
        const pressed = action.keys.find((keys) => isPressed(keys, event));
        if (pressed === undefined || action.isNative || !reaches(action, place)) continue;
        const canRun = action.can?.(ctx.editor.store.getState()) ?? true;
        // Ctrl+D must not become a bookmark just because nothing is chosen.
        if (canRun || pressed.startsWith('Mod')) event.preventDefault();
        if (!canRun) return;
        void action.run({ ...ctx, pressed });
        return;
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [ctx]);
}
