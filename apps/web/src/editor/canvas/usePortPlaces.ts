import type { Port, StepId } from '@noi/flow';
import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/** Tells React Flow when a card got other ports than it was drawn with: it measures them only once. */
export function usePortPlaces(stepId: StepId, ports: readonly Port[]): void {
  const measureAgain = useUpdateNodeInternals();
  const key = ports.join();
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    measureAgain(stepId);
  }, [key, measureAgain, stepId]);
}
