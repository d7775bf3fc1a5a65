import { useEffect } from 'react';
import { keyPlaceOf } from '../actions/keyPlace.ts';
import { useActionContext } from '../actions/useActionContext.ts';
import { canvasMiddle } from './canvasMiddle.ts';
import { chosenText, cutChosen } from './clipboard.ts';
import { loadPasteText } from './loadPasteText.ts';
import { tellCopied, tellPasted } from './tellClipboard.ts';

/** Copy, cut and paste of steps by the browser's own events, which need no permission. Text that is marked on the page, and fields, keep theirs. */
export function useClipboard() {
  const ctx = useActionContext();

  useEffect(() => {
    const { store } = ctx.editor;
    let pointer: { x: number; y: number } | null = null;

    function onPointerMove({ target, clientX, clientY }: PointerEvent) {
      pointer = target instanceof Element && target.closest('.react-flow') ? { x: clientX, y: clientY } : null;
    }

    function onCopy(event: ClipboardEvent) {
      const text = chosenText(store);
      const hasMarkedText = getSelection()?.isCollapsed === false;
      if (keyPlaceOf(document.activeElement) !== 'canvas' || hasMarkedText || text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      tellCopied(store.getState().selectedSteps.length);
      if (event.type === 'cut') cutChosen(store, text);
    }

    function onPaste(event: ClipboardEvent) {
      if (keyPlaceOf(document.activeElement) !== 'canvas') return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      const at = pointer ?? canvasMiddle();
      void loadPasteText().then((pasteText) => tellPasted(pasteText(ctx, text, at)));
    }

    window.addEventListener('pointermove', onPointerMove);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('pointermove', onPointerMove);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [ctx]);
}
