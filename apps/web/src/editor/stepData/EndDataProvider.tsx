import type { FlowGraph } from '@noi/flow';
import { type ReactNode, useMemo } from 'react';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { readable, StepDataContext } from './StepData.tsx';

const selectGraph = (state: EditorState) => state.graph;
const end = 'end';

/** Lets the fields inside read what the run knows when it is over: the data of every step on the flow's own level. */
export function EndDataProvider({ children }: { children: ReactNode }) {
  const { catalog } = useEditorContext();
  const graph = useEditor(selectGraph);
  const data = useMemo(() => readable({ graph: withEnd(graph), stepId: end, catalog }), [graph, catalog]);
  return <StepDataContext value={data}>{children}</StepDataContext>;
}

/** The flow with one more step that all others lead to. */
function withEnd(graph: FlowGraph): FlowGraph {
  const last = Object.values(graph.steps).filter(({ parent }) => parent === undefined);
  return {
    ...graph,
    steps: { ...graph.steps, [end]: { id: end, kind: 'stop', position: { x: 0, y: 0 } } },
    edges: [...graph.edges, ...last.map(({ id }) => ({ id: `${end}-${id}`, from: id, port: 'next', to: end }))],
  };
}
