import '@xyflow/react/dist/style.css';
import './canvas.css';
import type { FlowGraph, StepId } from '@noi/flow';
import { ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import { CanvasFurniture } from './CanvasFurniture.tsx';
import { CanvasWords } from './CanvasWords.tsx';
import { needsMap } from './canvasDefaults.ts';
import { FarContext } from './farView.ts';
import { type Projection, projectEdges } from './projectGraph.ts';
import type { CanvasEdge, CanvasNode, StepRunMark } from './types.ts';
import { useDrawing } from './useDrawing.ts';
import { FoldingContext } from './useFolding.ts';
import { useProjectedNodes } from './useProjectedNodes.ts';
import { useStableList } from './useStableList.ts';
import { useWireNames } from './useWireNames.ts';

/** Loaded only for flows that have notes or groups. */
const MarksLayer = lazy(async () => ({ default: (await import('../marks/MarksLayer.tsx')).MarksLayer }));

export interface FlowCanvasProps {
  readonly graph: FlowGraph;
  /** `createEditorCatalog(packages)` of what `catalog.get` answers, kept in a memo. */
  readonly catalog: EditorCatalog;
  /** How each step ran. With it, steps that are not named are drawn as not reached. */
  readonly stepStates?: Readonly<Record<StepId, StepRunMark>> | undefined;
  /** Ids of the wires that the run took; the others are drawn faint. */
  readonly takenEdges?: readonly string[] | undefined;
  readonly selectedStepId?: StepId | null;
  /** Hides the small map where there is no room for it. */
  readonly hasMap?: boolean;
  onSelect?(stepId: StepId | null): void;
}

function toggled(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return known.has(id) ? new Set([...known].filter((one) => one !== id)) : new Set([...known, id]);
}

const pending: StepRunMark = { state: 'pending' };

/** A flow to look at: for the run page, versions and phones. Fills its parent, which must have a height. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  );
}

function Drawing({ graph, catalog, stepStates, takenEdges, selectedStepId = null, hasMap = true, onSelect }: FlowCanvasProps) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const folding = useMemo(() => ({ collapsed, toggle: (id: string) => setCollapsed((known) => toggled(known, id)) }), [collapsed]);
  const projection = useMemo<Projection>(() => {
    const marks = stepStates && Object.fromEntries(Object.keys(graph.steps).map((id): [string, StepRunMark] => [id, stepStates[id] ?? pending]));
    return { graph, catalog, collapsed, isReadOnly: true, selectedSteps: selectedStepId ? [selectedStepId] : [], stepStates: marks };
  }, [graph, catalog, collapsed, stepStates, selectedStepId]);
  const { nodes, onNodesChange } = useProjectedNodes(projection);
  const nameOf = useWireNames(graph, catalog);
  const edges = useStableList(
    useMemo(() => projectEdges(graph, { selectedEdges: [], takenEdges, collapsed, isReadOnly: true, nameOf }), [graph, takenEdges, collapsed, nameOf]),
  );
  const { drawing, isFar } = useDrawing({ graph, collapsed, nodes, edges });

  return (
    <FoldingContext value={folding}>
      <CanvasWords>
        <FarContext value={isFar}>
          <ReactFlow<CanvasNode, CanvasEdge>
            {...drawing}
            onNodesChange={onNodesChange}
            nodesDraggable={false}
            nodesConnectable={false}
            edgesFocusable={false}
            deleteKeyCode={null}
            onNodeClick={(_, node) => node.data.fold === undefined && onSelect?.(node.id)}
            onPaneClick={() => onSelect?.(null)}
            fitView
          >
            <CanvasFurniture hasMap={hasMap && needsMap(nodes)} />
            {(graph.notes || graph.groups) && (
              <Suspense>
                <MarksLayer graph={graph} edits={null} />
              </Suspense>
            )}
          </ReactFlow>
        </FarContext>
      </CanvasWords>
    </FoldingContext>
  );
}
