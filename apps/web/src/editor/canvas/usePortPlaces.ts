import type { StepId } from '@noi/flow';
import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/** Has React Flow measure the places of ports again when a card got other ports, or another size, than it was drawn with: it measures them only once. `key` says which. */
export function usePortPlaces(stepId: StepId, key: string): void {
  const measureAgain = useUpdateNodeInternals();
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    measureAgain(stepId);
  }, [key, measureAgain, stepId]);
}
