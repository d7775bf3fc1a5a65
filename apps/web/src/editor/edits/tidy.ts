import { graphlib, layout } from '@dagrejs/dagre';
import { type FlowCommand, type FlowGraph, portsOf } from '@noi/flow';
import { cardHeight, cardWidth, snap } from './placement.ts';

/** Lays the flow out from top to bottom in reading order; the trigger stays where it is. One step of undo. */
export function tidy(graph: FlowGraph): FlowCommand | null {
  const steps = Object.values(graph.steps);
  const [first] = steps;
  if (!first) return null;

  const drawing = new graphlib.Graph();
  drawing.setGraph({ rankdir: 'TB', nodesep: 48, ranksep: 64 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) drawing.setNode(step.id, { width: cardWidth, height: cardHeight });
  // Wires are added in the order of their ports, so that "true" lies left of "false".
  for (const step of steps) {
    for (const port of portsOf(step)) {
      const wires = graph.edges.filter((edge) => edge.from === step.id && edge.port === port);
      for (const wire of wires) drawing.setEdge(wire.from, wire.to);
      if (wires.length === 0 && graph.edges.some((edge) => edge.from === step.id)) holdPlace(`${step.id}/${port}`, step.id);
    }
  }
  // An open way out keeps its side free, so that a lone "on error" branch does not look like the main way.
  function holdPlace(id: string, from: string) {
    drawing.setNode(id, { width: cardWidth / 2, height: 1 });
    drawing.setEdge(from, id);
  }
  layout(drawing);

  const anchor = steps.find((step) => step.kind === 'trigger') ?? first;
  const anchored: { x: number; y: number } = drawing.node(anchor.id);
  const moves = steps.flatMap((step) => {
    const placed: { x: number; y: number } = drawing.node(step.id);
    const position = { x: snap(anchor.position.x + placed.x - anchored.x), y: snap(anchor.position.y + placed.y - anchored.y) };
    return position.x === step.position.x && position.y === step.position.y ? [] : [{ id: step.id, position }];
  });
  return moves.length === 0 ? null : { type: 'step.move', moves };
}
