import type { Position } from '@noi/flow';
import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { gridSize } from '../edits/sizes.ts';

interface PointerMove {
  /** While the pointer moves: how far from where it was pressed, in the flow's own measure. */
  onMove(by: Position): void;
  onDone(by: Position): void;
}

/** Dragging something that is no card, by its handle. The canvas stays where it is meanwhile. */
export function usePointerMove({ onMove, onDone }: PointerMove) {
  const { getViewport } = useReactFlow();
  const start = useRef<{ x: number; y: number } | null>(null);

  function moved(event: PointerEvent): Position {
    const { zoom } = getViewport();
    const from = start.current ?? { x: event.clientX, y: event.clientY };
    return { x: (event.clientX - from.x) / zoom, y: (event.clientY - from.y) / zoom };
  }

  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove(event: PointerEvent) {
      if (start.current) onMove(moved(event));
    },
    onPointerUp(event: PointerEvent) {
      if (!start.current) return;
      const by = moved(event);
      start.current = null;
      onDone(by);
    },
    onPointerCancel() {
      start.current = null;
      onDone({ x: 0, y: 0 });
    },
  };
}

const ways: Readonly<Record<string, readonly [x: number, y: number]>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** How far an arrow key moves; `null` for any other key. */
export function arrowMove({ key }: KeyboardEvent): Position | null {
  const way = ways[key];
  return way ? { x: way[0] * gridSize, y: way[1] * gridSize } : null;
}
