import { type ReactFlowState, useStore } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { whenIdle } from '../../app/whenIdle.ts';

/** The first step that is drawn stands for all; an empty canvas has nothing to wait for. */
function hasDrawn({ nodes, nodeLookup, domNode }: ReactFlowState): boolean {
  if (domNode === null) return false;
  for (const { measured } of nodeLookup.values()) if (measured.width !== undefined) return true;
  return nodes.length === 0;
}

/** Whether the canvas shows its steps and the page has had time again. What a person can do without until then is loaded after it, and does not hold it up. */
export function useCanvasStands(): boolean {
  const isDrawn = useStore(hasDrawn);
  const [stands, setStands] = useState(false);
  useEffect(() => {
    if (stands || !isDrawn) return;
    return whenIdle(() => {
      setStands(true);
      return undefined;
    });
  }, [isDrawn, stands]);
  return stands;
}
