import { type ReactNode, type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

interface DragOut {
  readonly x: number;
  readonly y: number;
  readonly ghost: ReactNode;
}

const startsAfterPx = 5;

/**
 * Dragging a thing out of a list with pointer events (mouse, pen and finger alike). A press without a move stays a click;
 * Escape gives up.
 */
export function useDragOut() {
  const [drag, setDrag] = useState<DragOut | null>(null);
  const stop = useRef<() => void>(() => undefined);
  const wasDragged = useRef(false);
  useEffect(() => () => stop.current(), []);

  const begin = useCallback((press: ReactPointerEvent, ghost: ReactNode, onDrop: (at: { x: number; y: number }) => void) => {
    if (press.button !== 0 || press.pointerType === 'touch') return;
    const start = { x: press.clientX, y: press.clientY };
    let isDragging = false;
    wasDragged.current = false;

    const move = (event: PointerEvent) => {
      isDragging ||= Math.hypot(event.clientX - start.x, event.clientY - start.y) > startsAfterPx;
      if (!isDragging) return;
      wasDragged.current = true;
      setDrag({ x: event.clientX, y: event.clientY, ghost });
    };
    const up = (event: PointerEvent) => {
      end();
      if (isDragging) onDrop({ x: event.clientX, y: event.clientY });
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end();
    };
    function end() {
      setDrag(null);
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', key);
    }
    stop.current = end;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', key);
  }, []);

  /** The click that ends a drag over its own start is no press of the button. */
  const isClick = useCallback(() => {
    const answer = !wasDragged.current;
    wasDragged.current = false;
    return answer;
  }, []);

  const ghost =
    drag &&
    createPortal(
      <div style={{ position: 'fixed', left: drag.x, top: drag.y, zIndex: 400, pointerEvents: 'none', transform: 'translate(-50%, -50%)' }}>{drag.ghost}</div>,
      document.body,
    );
  return { begin, isClick, ghost };
}
