import { useCallback, useEffect, useRef } from 'react';
import type { CanvasNode } from './types.ts';

const glideMs = 260;
/** More cards than that would stutter. */
const mostCards = 400;

/** Whether cards that are put elsewhere all at once may be seen on their way. */
export function mayGlide(count: number): boolean {
  return count <= mostCards && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Takes cards from where they are drawn to where they belong, a frame at a time. A later glide takes over from an earlier one. */
export function useGlide(draw: (nodes: CanvasNode[]) => void) {
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const stop = useCallback(() => cancelAnimationFrame(frame.current), []);

  const glide = useCallback(
    (from: readonly CanvasNode[], to: CanvasNode[]) => {
      cancelAnimationFrame(frame.current);
      const starts = new Map(from.map(({ id, position }) => [id, position]));
      const began = performance.now();
      const step = (now: number) => {
        const share = Math.min(1, (now - began) / glideMs);
        if (share === 1) {
          draw(to);
          return;
        }
        const eased = 1 - (1 - share) ** 3;
        draw(to.map((node) => between(node, starts.get(node.id), eased)));
        frame.current = requestAnimationFrame(step);
      };
      frame.current = requestAnimationFrame(step);
    },
    [draw],
  );

  return { glide, stop };
}

function between(node: CanvasNode, start: { x: number; y: number } | undefined, share: number): CanvasNode {
  const { x, y } = node.position;
  if (!start || (start.x === x && start.y === y)) return node;
  return { ...node, position: { x: start.x + (x - start.x) * share, y: start.y + (y - start.y) * share } };
}
