import { graphlib, layout } from '@dagrejs/dagre';
import { applyCommand, containersAround, type FlowCommand, type FlowGraph, isContainer, portsOf, type Step, type StepId } from '@noi/flow';
import { bodySide, bodyTop, cardWidth, sizeOf, snap } from './sizes.ts';

/** Lays the flow out from top to bottom in reading order, each container's body by itself; the trigger stays where it is. One step of undo. */
export function tidy(graph: FlowGraph): FlowCommand | null {
  const levels = [
    null,
    ...Object.values(graph.steps)
      .filter(isContainer)
      .map(({ id }) => id),
  ];
  const depthOf = (level: StepId | null) => (level === null ? -1 : containersAround(graph, level).length);
  // Bodies first: how large a container is follows from its body.
  const tidied = levels.sort((left, right) => depthOf(right) - depthOf(left)).reduce(tidyLevel, graph);
  const moves = Object.values(tidied.steps).flatMap(({ id, position }) => {
    const former = graph.steps[id]?.position;
    return former?.x === position.x && former.y === position.y ? [] : [{ id, position }];
  });
  return moves.length === 0 ? null : { type: 'step.move', moves };
}

function tidyLevel(graph: FlowGraph, level: StepId | null): FlowGraph {
  const steps = Object.values(graph.steps).filter(({ parent }) => (parent ?? null) === level);
  const [first] = steps;
  if (!first) return graph;

  const drawing = new graphlib.Graph();
  drawing.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: 64 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) drawing.setNode(step.id, { ...sizeOf(graph, step) });
  const constraints = steps.flatMap((step) => drawWays(drawing, graph, step));
  layout(drawing, { constraints });

  // Dagre places the middles of cards, the flow their corners.
  const cornerOf = (step: Step) => {
    const { x, y }: { x: number; y: number } = drawing.node(step.id);
    const { width, height } = sizeOf(graph, step);
    return { x: x - width / 2, y: y - height / 2 };
  };
  const anchor = steps.find((step) => step.kind === 'trigger') ?? first;
  const corners = steps.map(cornerOf);
  const from = level === null ? cornerOf(anchor) : { x: Math.min(...corners.map(({ x }) => x)), y: Math.min(...corners.map(({ y }) => y)) };
  const to = level === null ? anchor.position : { x: bodySide, y: bodyTop };
  const moves = steps.map((step) => {
    const corner = cornerOf(step);
    return { id: step.id, position: { x: snap(to.x + corner.x - from.x), y: snap(to.y + corner.y - from.y) } };
  });
  return applyCommand(graph, { type: 'step.move', moves });
}

/** Draws the wires out of a step; returns that their ends lie in the order of their ports, "true" left of "false". */
function drawWays(drawing: graphlib.Graph, graph: FlowGraph, step: Step): { left: string; right: string }[] {
  if (!graph.edges.some((edge) => edge.from === step.id)) return [];
  const ends = portsOf(step).map((port) => {
    const wires = graph.edges.filter((edge) => edge.from === step.id && edge.port === port);
    // The main way runs straight down.
    for (const wire of wires) drawing.setEdge(wire.from, wire.to, { weight: port === 'next' ? 4 : 1 });
    const [wire] = wires;
    if (wire) return wire.to;
    // An open way out keeps its side free, so that a lone "on error" branch does not look like the main way.
    const held = `${step.id}/${port}`;
    drawing.setNode(held, { width: cardWidth / 2, height: 1 });
    drawing.setEdge(step.id, held, { weight: port === 'next' ? 4 : 1 });
    return held;
  });
  return ends.slice(1).flatMap((right, index) => {
    const left = ends[index];
    return left === undefined || left === right ? [] : [{ left, right }];
  });
}
