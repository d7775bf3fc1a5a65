import { type RefObject, useEffect } from 'react';

const longMs = 500;
const wobblePx = 10;

/** A finger that rests opens the menu, as a right click does. Browsers that do so by themselves only do it once more at the same place. */
export function useLongPress(area: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start = { x: 0, y: 0 };
    const stop = () => clearTimeout(timer);

    function onDown({ pointerType, isPrimary, target, clientX, clientY }: PointerEvent) {
      stop();
      element?.removeEventListener('touchend', noTap, { capture: true });
      if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return;
      start = { x: clientX, y: clientY };
      timer = setTimeout(() => {
        target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX, clientY }));
        // Lifting the finger is no tap on what lies below, which would close the menu again.
        element?.addEventListener('touchend', noTap, { capture: true, once: true, passive: false });
      }, longMs);
    }
    const noTap = (event: TouchEvent) => event.preventDefault();
    function onMove({ clientX, clientY }: PointerEvent) {
      if (Math.hypot(clientX - start.x, clientY - start.y) > wobblePx) stop();
    }

    element.addEventListener('pointerdown', onDown);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', stop);
    window.addEventListener('pointercancel', stop);
    return () => {
      stop();
      element.removeEventListener('pointerdown', onDown);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', stop);
      window.removeEventListener('pointercancel', stop);
    };
  }, [area]);
}
