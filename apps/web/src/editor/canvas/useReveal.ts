import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { cardHeight, cardWidth } from '../edits/sizes.ts';

const margin = 24;
/** Room for what hangs below a card: its ports and their `+`. */
const below = 56;

/** Brings a card into view by the shortest way, without changing the zoom, once the form beside the canvas has taken its room. */
export function useReveal() {
  const { getViewport, setViewport } = useReactFlow();
  return useCallback(
    ({ x, y }: { readonly x: number; readonly y: number }) => {
      requestAnimationFrame(() => {
        const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
        if (!canvas) return;
        const view = getViewport();
        const left = x * view.zoom + view.x;
        const top = y * view.zoom + view.y;
        const byX = within(left, margin, canvas.width - cardWidth * view.zoom - margin);
        const byY = within(top, margin, canvas.height - (cardHeight + below) * view.zoom - margin);
        if (byX !== 0 || byY !== 0) void setViewport({ x: view.x + byX, y: view.y + byY, zoom: view.zoom }, { duration: 150 });
      });
    },
    [getViewport, setViewport],
  );
}

/** How far a value must move to lie between two bounds. */
function within(value: number, least: number, most: number): number {
  if (value < least) return least - value;
  return value > most ? Math.max(most, least) - value : 0;
}
