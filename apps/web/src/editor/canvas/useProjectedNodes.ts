import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Projection, projectNodes, withPortPlaces } from './projectGraph.ts';
import type { CanvasNode } from './types.ts';
import { mayGlide, useGlide } from './useGlide.ts';

const never = () => 0;

/**
 * React Flow's nodes for a graph, with what only the view knows (measured sizes, places while a drag goes on) kept beside
 * it. `putBack` undoes what a drag showed but did not change. `projection` must be stable between renders that show the same.
 * Cards are seen on their way to new places when `countGlides` has gone up.
 */
export function useProjectedNodes(projection: Projection, countGlides: () => number = never) {
  const [nodes, setNodes] = useState(() => projectNodes(projection, []));
  const drawn = useRef(nodes);
  useEffect(() => {
    drawn.current = nodes;
  }, [nodes]);

  const { glide, stop } = useGlide(setNodes);
  const glides = useRef(countGlides());
  useLayoutEffect(() => {
    const isAsked = countGlides() !== glides.current;
    glides.current = countGlides();
    if (isAsked && mayGlide(drawn.current.length)) {
      glide(drawn.current, projectNodes(projection, drawn.current));
      return;
    }
    stop();
    setNodes((before) => projectNodes(projection, before));
  }, [projection, countGlides, glide, stop]);

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    // Choosing and removing are decided by the store and come back through the projection.
    const own = changes.filter((change) => change.type === 'dimensions' || change.type === 'position');
    if (own.length === 0) return;
    const resized = new Set(own.flatMap((change) => (change.type === 'dimensions' ? [change.id] : [])));
    setNodes((before) => {
      const changed = applyNodeChanges(own, before);
      return resized.size === 0 ? changed : changed.map((node) => (resized.has(node.id) ? withPortPlaces(node) : node));
    });
  }, []);

  const putBack = useCallback(() => setNodes((before) => projectNodes(projection, before)), [projection]);

  return { nodes, onNodesChange, putBack };
}
