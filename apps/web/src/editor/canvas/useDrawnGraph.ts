import type { FlowGraph } from '@noi/flow';
import { useDeferredValue } from 'react';

/**
 * The flow as the canvas draws it. What is typed in a form reaches the cards once the letter is painted: a large flow must not hold up the keys.
 * Where cards and wires are is drawn at once.
 */
export function useDrawnGraph(graph: FlowGraph): FlowGraph {
  const late = useDeferredValue(graph);
  return isSameDrawing(late, graph) ? late : graph;
}

/** Whether two forms of a flow differ in what their cards say at most. */
export function isSameDrawing(left: FlowGraph, right: FlowGraph): boolean {
  if (left === right) return true;
  if (left.edges !== right.edges || left.groups !== right.groups || left.notes !== right.notes) return false;
  const ids = Object.keys(right.steps);
  return (
    ids.length === Object.keys(left.steps).length &&
    ids.every((id) => {
      const [one, other] = [left.steps[id], right.steps[id]];
      if (one === other) return true;
      return one?.position === other?.position && one?.parent === other?.parent && one?.kind === other?.kind && one?.disabled === other?.disabled;
    })
  );
}
