import { useMemo } from 'react';
import type { CanvasNode } from '../canvas/types.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { MenuPlace } from '../store/EditorState.ts';

interface Press {
  readonly clientX: number;
  readonly clientY: number;
  preventDefault(): void;
}

/** Opens the menu by a right click, a long press, or the keyboard's menu key. What is pressed becomes chosen, unless it is part of what is chosen already. */
export function useContextMenu() {
  const { store } = useEditorContext();
  return useMemo(() => {
    function open(press: Press, place: MenuPlace) {
      press.preventDefault();
      store.getState().openMenu({ place, at: { x: press.clientX, y: press.clientY } });
    }
    return {
      onNodeContextMenu(press: Press, { id, data }: Pick<CanvasNode, 'id' | 'data'>) {
        const { selectedSteps, select } = store.getState();
        if (data.fold) select({ steps: data.fold.group.members });
        else if (!selectedSteps.includes(id)) select({ steps: [id] });
        open(press, 'step');
      },
      onEdgeContextMenu(press: Press, { id }: { id: string }) {
        store.getState().select({ edges: [id] });
        open(press, 'wire');
      },
      onPaneContextMenu: (press: Press) => open(press, 'canvas'),
      onSelectionContextMenu: (press: Press) => open(press, 'step'),
    };
  }, [store]);
}
