import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { type Projection, projectNodes } from './projectGraph.ts';
import type { CanvasNode } from './types.ts';

/**
 * React Flow's nodes for a graph, with what only the view knows (measured sizes, places while a drag goes on) kept beside
 * it. `putBack` undoes what a drag showed but did not change. `projection` must be stable between renders that show the same.
 */
export function useProjectedNodes(projection: Projection) {
  const [nodes, setNodes] = useState(() => projectNodes(projection, []));
  useLayoutEffect(() => setNodes((before) => projectNodes(projection, before)), [projection]);

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    // Choosing and removing are decided by the store and come back through the projection.
    const own = changes.filter((change) => change.type === 'dimensions' || change.type === 'position');
    if (own.length > 0) setNodes((before) => applyNodeChanges(own, before));
  }, []);

  const putBack = useCallback(() => setNodes((before) => projectNodes(projection, before)), [projection]);

  return { nodes, onNodesChange, putBack };
}
