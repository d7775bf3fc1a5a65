import '@xyflow/react/dist/style.css';
import './canvas.css';
import { ReactFlow, type ReactFlowState, useStore } from '@xyflow/react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { addingAt } from '../actions/addActions.ts';
import { useActionContext } from '../actions/useActionContext.ts';
import { withRoom } from '../edits/containers.ts';
import { movedMembers } from '../edits/marks.ts';
import { placeOnCanvas } from '../edits/sizes.ts';
import { GuideLines } from '../guides/GuideLines.tsx';
import { useGuides } from '../guides/useGuides.ts';
import { AddNoteButton } from '../marks/AddNoteButton.tsx';
import { useContextMenu } from '../menu/useContextMenu.ts';
import { useLongPress } from '../menu/useLongPress.ts';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { dropPlace, readPlace } from '../trail/keptPlace.ts';
import { CanvasFurniture } from './CanvasFurniture.tsx';
import { CanvasGesturesContext } from './CanvasGestures.ts';
import { CanvasWords } from './CanvasWords.tsx';
import { needsMap } from './canvasDefaults.ts';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { FarContext } from './farView.ts';
import { LegalEnds } from './LegalEnds.tsx';
import { type Projection, projectEdges } from './projectGraph.ts';
import { TidyButton } from './TidyButton.tsx';
import type { CanvasEdge, CanvasNode } from './types.ts';
import { useDrawing } from './useDrawing.ts';
import { useDrawnGraph } from './useDrawnGraph.ts';
import { useEditGestures } from './useEditGestures.ts';
import { type Folding, FoldingContext } from './useFolding.ts';
import { useMoves } from './useMoves.ts';
import { useProjectedNodes } from './useProjectedNodes.ts';
import { useReveal } from './useReveal.ts';
import { useSelecting } from './useSelecting.ts';
import { useStableList } from './useStableList.ts';
import { useWireNames } from './useWireNames.ts';
import { useWiring } from './useWiring.tsx';

const selectGraph = (state: EditorState) => state.graph;
const selectIssues = (state: EditorState) => state.issues;
const selectSteps = (state: EditorState) => state.selectedSteps;
const selectCollapsed = (state: EditorState) => state.collapsed;
const selectEdges = (state: EditorState) => state.selectedEdges;
const selectWidth = ({ width }: ReactFlowState) => width;

/** Comes once the canvas stands: steps show without it. */
const EditableMarks = lazy(async () => ({ default: (await import('../marks/EditableMarks.tsx')).EditableMarks }));

const nodesOf = (graph: EditorState['graph']) => Object.keys(graph.steps).length;

/** The canvas that flows are drawn on; once it stands, with what is loaded after it. Every gesture becomes one command. */
export function EditorCanvas({ stands }: { stands: boolean }) {
  const { catalog, flowId, store } = useEditorContext();
  const graph = useDrawnGraph(useEditor(selectGraph));
  const issues = useEditor(selectIssues);
  const selectedSteps = useEditor(selectSteps);
  const selectedEdges = useEditor(selectEdges);
  const collapsed = useEditor(selectCollapsed);
  const ctx = useActionContext();

  // An empty canvas must not jump when its first step is dropped.
  const [wasEmpty] = useState(nodesOf(graph) === 0);
  // Back from a flow that this one calls: where somebody stood when they went.
  const [kept] = useState(() => readPlace(sessionStorage, flowId));
  useEffect(() => {
    if (kept) store.getState().select({ steps: kept.steps.filter((id) => store.getState().graph.steps[id]) });
    dropPlace(sessionStorage, flowId);
  }, [kept, store, flowId]);

  const projection = useMemo<Projection>(
    () => ({ graph, catalog, issues, selectedSteps, collapsed, isReadOnly: false }),
    [graph, catalog, issues, selectedSteps, collapsed],
  );
  const countGlides = useCallback(() => store.getState().glides, [store]);
  const { nodes, onNodesChange, putBack } = useProjectedNodes(projection, countGlides);
  const nameOf = useWireNames(graph, catalog);
  const edges = useStableList(
    useMemo(() => projectEdges(graph, { selectedEdges, collapsed, isReadOnly: false, nameOf }), [graph, selectedEdges, collapsed, nameOf]),
  );
  const { drawing, isFar } = useDrawing({ graph, collapsed, nodes, edges });
  const folding = useMemo<Folding>(
    () => ({
      collapsed,
      toggle: (id) => store.getState().toggleCollapsed(id),
      moveGroup(group, by) {
        const { graph: now, send } = store.getState();
        send(withRoom(now, { type: 'step.move', moves: movedMembers(now, group, by) }));
      },
    }),
    [collapsed, store],
  );

  const gestures = useEditGestures();
  const selecting = useSelecting(useGuides(onNodesChange));
  const moves = useMoves(putBack);
  const wiring = useWiring();
  const menu = useContextMenu();
  const area = useRef<HTMLDivElement>(null);
  useLongPress(area);

  // The form that opens beside the canvas, maybe a moment later, must not cover the step that it is about.
  const reveal = useReveal();
  const room = useStore(selectWidth);
  const [only, ...others] = selectedSteps;
  const chosen = others.length === 0 ? only : undefined;
  useEffect(() => {
    const { graph: now } = store.getState();
    if (room > 0 && chosen !== undefined && now.steps[chosen]) reveal(placeOnCanvas(now, chosen));
  }, [chosen, reveal, room, store]);

  // Made once: cards that are dragged draw the canvas many times a second.
  const [hasMap, isEmpty] = [needsMap(nodes), nodes.length === 0];
  const furniture = useMemo(
    () => (
      <>
        <CanvasFurniture hasMap={hasMap}>
          <TidyButton />
          <AddNoteButton />
        </CanvasFurniture>
        <GuideLines />
        {isEmpty && <EmptyCanvas />}
        <Suspense>{stands && <EditableMarks onNodesChange={onNodesChange} />}</Suspense>
      </>
    ),
    [hasMap, isEmpty, onNodesChange, stands],
  );

  return (
    <CanvasGesturesContext value={gestures}>
      <FoldingContext value={folding}>
        <CanvasWords>
          <FarContext value={isFar}>
            <LegalEnds>
              <ReactFlow<CanvasNode, CanvasEdge>
                {...drawing}
                {...selecting}
                {...moves}
                {...wiring}
                {...menu}
                ref={area}
                edgesReconnectable={!isFar}
                snapToGrid
                // Choosing opens the form and narrows the canvas: not under a moving card.
                selectNodesOnDrag={false}
                fitView={!wasEmpty && kept === null}
                {...(kept && { defaultViewport: kept.viewport })}
                connectionRadius={36}
                reconnectRadius={16}
                // Deleting, moving by arrows and the rest of the keyboard are commands of ours.
                deleteKeyCode={null}
                disableKeyboardA11y
                multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
                selectionKeyCode="Shift"
                zoomOnDoubleClick={false}
                onPaneClick={() => gestures.clear()}
                onDoubleClick={(click) => {
                  if (!(click.target instanceof Element)) return;
                  if (!click.target.hasAttribute('data-body') && !click.target.classList.contains('react-flow__pane')) return;
                  gestures.startAdding(addingAt(ctx, { x: click.clientX, y: click.clientY }));
                }}
              >
                {furniture}
              </ReactFlow>
            </LegalEnds>
          </FarContext>
        </CanvasWords>
      </FoldingContext>
    </CanvasGesturesContext>
  );
}
