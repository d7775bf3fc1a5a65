import { type FlowGraph, isContainer, membersOf, type Position, type Step, type StepId } from '@noi/flow';
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { containerAt, withRoom } from '../edits/containers.ts';
import { newStep, type Placeable } from '../edits/newStep.ts';
import { addBehind, freePlace, insertIntoEdge, type OpenPort, placeAtEnd, placeBelow, placeInBody, unambiguousPort } from '../edits/placement.ts';
import { cardWidth, placeOnCanvas, sizeOf, snap } from '../edits/sizes.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { AddingStep } from '../store/EditorState.ts';
import { itemIdOf } from './paletteItems.ts';
import { rememberItem } from './recentItems.ts';

const inspectorWidth = 364;

/** The ways in which something of the palette becomes a step: by a click, by a drop, or behind a port or into a wire. */
export function usePlacing() {
  const { store, connections } = useEditorContext();
  const { screenToFlowPosition } = useReactFlow();

  return useMemo(() => {
    function make(placeable: Placeable, parent: StepId | undefined): Step {
      rememberItem(itemIdOf(placeable));
      const { graph } = store.getState();
      const step = newStep({ placeable, graph, position: { x: 0, y: 0 }, connections });
      // What starts by itself always stands on the flow's own level.
      return parent === undefined || step.kind === 'trigger' || step.kind === 'errorHandler' ? step : { ...step, parent };
    }

    function add(step: Step, from: OpenPort | null) {
      const { graph, send, select } = store.getState();
      // The canvas brings what is chosen into view.
      if (send(withRoom(graph, addBehind(step, from)))) select({ steps: [step.id] });
    }

    function insert(placeable: Placeable, edgeId: string) {
      const { graph, send, select } = store.getState();
      const edge = graph.edges.find((one) => one.id === edgeId);
      const above = edge && graph.steps[edge.from];
      const below = edge && graph.steps[edge.to];
      if (!edge || !above || !below) return;
      const made = make(placeable, above.parent);
      const step = { ...made, position: { x: snap(below.position.x), y: snap(above.position.y + sizeOf(graph, above).height + 64) } };
      // What starts by itself cannot stand inside a flow; it is placed aside and the user sees why it has no wire in.
      if (step.kind === 'trigger' || step.kind === 'errorHandler') return add({ ...step, position: placeAtEnd(graph) }, null);
      if (send(withRoom(graph, insertIntoEdge(graph, step, edge)))) select({ steps: [step.id] });
    }

    /** The first step stands at the top, in the middle of what the form will leave of the canvas. */
    function firstPlace(): Position {
      const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
      if (!canvas) return { x: 0, y: 0 };
      const middle = screenToFlowPosition({ x: canvas.left + (canvas.width - inspectorWidth) / 2, y: canvas.top + 64 });
      return { x: snap(middle.x - cardWidth / 2), y: snap(middle.y) };
    }

    return {
      /** Below the chosen or last step, wired when there is only one way. */
      addByClick(placeable: Placeable) {
        const { graph, selectedSteps } = store.getState();
        const [chosen] = selectedSteps.length === 1 ? selectedSteps.flatMap((id) => graph.steps[id] ?? []) : [];
        const body = chosen && isContainer(chosen) && membersOf(graph, chosen.id).length === 0 ? chosen.id : undefined;
        const step = make(placeable, body ?? chosen?.parent);
        const size = sizeOf(graph, step);
        const startsByItself = step.kind === 'trigger' || step.kind === 'errorHandler';
        if (Object.keys(graph.steps).length === 0) return add({ ...step, position: firstPlace() }, null);
        if (body !== undefined && step.parent === body) return add({ ...step, position: placeInBody(graph, body, size) }, null);
        const from = startsByItself ? null : unambiguousPort(graph, selectedSteps);
        const position = from ? placeBelow(graph, from, size) : placeLoose(graph, step);
        add({ ...step, position }, from);
      },
      /** Where the pointer let go: on a wire it is inserted, in a container it becomes part of its body. */
      dropAt(placeable: Placeable, at: Position) {
        // Everything at that place: a notice that floats over the canvas must not swallow the drop.
        const under = document.elementsFromPoint(at.x, at.y);
        const edgeId = under.map((element) => element.closest('.react-flow__edge')?.getAttribute('data-id')).find(Boolean);
        if (edgeId) return insert(placeable, edgeId);
        if (!under.some((element) => element.closest('.react-flow'))) return;
        const { graph, collapsed } = store.getState();
        const centre = screenToFlowPosition(at);
        const step = make(placeable, containerAt(graph, { at: centre, collapsed }));
        const origin = step.parent === undefined ? { x: 0, y: 0 } : placeOnCanvas(graph, step.parent);
        const size = sizeOf(graph, step);
        // The pointer holds the middle of the head, also of a step that will hold others.
        const wanted = { x: snap(centre.x - origin.x - size.width / 2), y: snap(centre.y - origin.y - 42) };
        add({ ...step, position: step.parent === undefined ? wanted : freePlace(graph, wanted, { parent: step.parent, size }) }, null);
      },
      /** What the node search was opened for. */
      addFor(placeable: Placeable, adding: AddingStep) {
        const { graph } = store.getState();
        if (adding.intoEdge) return insert(placeable, adding.intoEdge);
        const from = adding.from ?? null;
        const step = make(placeable, from ? graph.steps[from.stepId]?.parent : adding.parent);
        const size = sizeOf(graph, step);
        const wanted = adding.position ?? (from ? placeBelow(graph, from, size) : null);
        const position = wanted ? freePlace(graph, wanted, { parent: step.parent, size }) : placeLoose(graph, step);
        add({ ...step, position }, from);
      },
    };

    /** Where a step stands that hangs on nothing. */
    function placeLoose(graph: FlowGraph, step: Step): Position {
      const size = sizeOf(graph, step);
      return step.parent === undefined ? placeAtEnd(graph, size) : placeInBody(graph, step.parent, size);
    }
  }, [store, connections, screenToFlowPosition]);
}
