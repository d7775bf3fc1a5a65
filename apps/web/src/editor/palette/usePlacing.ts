import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useReveal } from '../canvas/useReveal.ts';
import { newStep, type Placeable } from '../edits/newStep.ts';
import {
  addBehind,
  cardHeight,
  cardWidth,
  freePlace,
  insertIntoEdge,
  type OpenPort,
  placeAtEnd,
  placeBelow,
  snap,
  unambiguousPort,
} from '../edits/placement.ts';
import { useEditorContext } from '../store/EditorContext.ts';
import type { AddingStep } from '../store/EditorState.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const inspectorWidth = 364;

/** The ways in which something of the palette becomes a step: by a click, by a drop, or behind a port or into a wire. */
export function usePlacing() {
  const { store, connections } = useEditorContext();
  const { screenToFlowPosition } = useReactFlow();
  const reveal = useReveal();

  return useMemo(() => {
    function add(placeable: Placeable, position: Point, from: OpenPort | null) {
      const { graph, send, select } = store.getState();
      const step = newStep({ placeable, graph, position, connections });
      if (send(addBehind(step, from))) select({ steps: [step.id] });
      return step;
    }

    function insert(placeable: Placeable, edgeId: string) {
      const { graph, send, select } = store.getState();
      const edge = graph.edges.find((one) => one.id === edgeId);
      const above = edge && graph.steps[edge.from];
      const below = edge && graph.steps[edge.to];
      if (!edge || !above || !below) return;
      const position = { x: snap(below.position.x), y: snap(above.position.y + cardHeight + 64) };
      const step = newStep({ placeable, graph, position, connections });
      // What starts a flow cannot stand inside it; it is placed aside and the user sees why it has no wire in.
      if (step.kind === 'trigger') return void add(placeable, freePlace(graph, position), null);
      if (send(insertIntoEdge(graph, step, edge))) select({ steps: [step.id] });
    }

    /** The first step stands at the top, in the middle of what the form will leave of the canvas. */
    function firstPlace(): Point {
      const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
      if (!canvas) return { x: 0, y: 0 };
      const middle = screenToFlowPosition({ x: canvas.left + (canvas.width - inspectorWidth) / 2, y: canvas.top + 64 });
      return { x: snap(middle.x - cardWidth / 2), y: snap(middle.y) };
    }

    return {
      /** Below the chosen or last step, wired when there is only one way. */
      addByClick(placeable: Placeable) {
        const { graph, selectedSteps } = store.getState();
        const isTrigger = placeable.type === 'node' && placeable.node.kind === 'trigger';
        const from = isTrigger ? null : unambiguousPort(graph, selectedSteps);
        const isFirst = Object.keys(graph.steps).length === 0;
        const step = add(placeable, isFirst ? firstPlace() : from ? placeBelow(graph, from) : placeAtEnd(graph), from);
        reveal(step.position);
      },
      /** Where the pointer let go; on a wire it is inserted. */
      dropAt(placeable: Placeable, at: Point) {
        // Everything at that place: a notice that floats over the canvas must not swallow the drop.
        const under = document.elementsFromPoint(at.x, at.y);
        const edgeId = under.map((element) => element.closest('.react-flow__edge')?.getAttribute('data-id')).find(Boolean);
        if (edgeId) return insert(placeable, edgeId);
        if (!under.some((element) => element.closest('.react-flow'))) return;
        const centre = screenToFlowPosition(at);
        add(placeable, { x: snap(centre.x - cardWidth / 2), y: snap(centre.y - cardHeight / 2) }, null);
      },
      /** What the node search was opened for. */
      addFor(placeable: Placeable, adding: AddingStep) {
        const { graph } = store.getState();
        if (adding.intoEdge) return insert(placeable, adding.intoEdge);
        const from = adding.from ?? null;
        const wanted = adding.position ?? (from ? placeBelow(graph, from) : placeAtEnd(graph));
        const step = add(placeable, freePlace(graph, wanted), from);
        reveal(step.position);
      },
    };
  }, [store, connections, screenToFlowPosition, reveal]);
}
