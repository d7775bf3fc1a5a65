import { graphlib, layout } from '@dagrejs/dagre';
import { type FlowCommand, type FlowGraph, portsOf, type Step } from '@noi/flow';
import { cardHeight, cardWidth, cardWidthOf, snap } from './placement.ts';

/** Lays the flow out from top to bottom in reading order; the trigger stays where it is. One step of undo. */
export function tidy(graph: FlowGraph): FlowCommand | null {
  const steps = Object.values(graph.steps);
  const [first] = steps;
  if (!first) return null;

  const drawing = new graphlib.Graph();
  drawing.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: 64 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) drawing.setNode(step.id, { width: cardWidthOf(step), height: cardHeight });
  const constraints = steps.flatMap((step) => drawWays(drawing, graph, step));
  layout(drawing, { constraints });

  const anchor = steps.find((step) => step.kind === 'trigger') ?? first;
  // Dagre places the middles of cards, the flow their corners.
  const cornerOf = (step: Step) => {
    const { x, y }: { x: number; y: number } = drawing.node(step.id);
    return { x: x - cardWidthOf(step) / 2, y };
  };
  const anchored = cornerOf(anchor);
  const moves = steps.flatMap((step) => {
    const placed = cornerOf(step);
    const position = { x: snap(anchor.position.x + placed.x - anchored.x), y: snap(anchor.position.y + placed.y - anchored.y) };
    return position.x === step.position.x && position.y === step.position.y ? [] : [{ id: step.id, position }];
  });
  return moves.length === 0 ? null : { type: 'step.move', moves };
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
