import { type FlowGraph, type Group, membersOf, type StepId, stepsInside } from '@noi/flow';
import { cardHeight, cardWidth, placeOnCanvas, sizeOf, snap } from '../edits/sizes.ts';
import type { CanvasEdge, CanvasNode } from './types.ts';

/** A group that is folded away to one small card. */
export interface FoldedGroup {
  readonly group: Group;
  /** React Flow's id of the card. */
  readonly nodeId: string;
  /** Its members and all that they hold. */
  readonly hidden: ReadonlySet<StepId>;
}

const none: readonly FoldedGroup[] = [];

/** The groups that are folded away; those in a container that is folded away itself are not drawn at all. */
export function foldedGroups(graph: FlowGraph, collapsed: ReadonlySet<string>): readonly FoldedGroup[] {
  const folded = Object.values(graph.groups ?? {}).filter(({ id }) => collapsed.has(id));
  if (folded.length === 0) return none;
  return folded.map((group) => ({
    group,
    nodeId: `group:${group.id}`,
    hidden: new Set(group.members.flatMap((id) => [id, ...stepsInside(graph, id).map((step) => step.id)])),
  }));
}

/** The cards with one small card for each folded group in place of its members. */
export function foldNodes(nodes: CanvasNode[], folded: readonly FoldedGroup[], graph: FlowGraph): CanvasNode[] {
  if (folded.length === 0) return nodes;
  const hidden = new Set(folded.flatMap((one) => [...one.hidden]));
  const cards = folded.flatMap(({ group, nodeId }): CanvasNode[] => {
    const members = nodes.filter(({ id }) => group.members.includes(id));
    const [first] = members;
    if (!first) return [];
    const own = nodes.filter(({ id }) => folded.some((one) => one.nodeId === nodeId && one.hidden.has(id)));
    return [
      {
        id: nodeId,
        type: 'folded',
        position: placeOf(graph, group),
        initialWidth: cardWidth,
        initialHeight: cardHeight,
        measured: { width: cardWidth, height: cardHeight },
        draggable: false,
        selectable: false,
        connectable: false,
        zIndex: 5,
        data: {
          ...first.data,
          width: cardWidth,
          height: cardHeight,
          fold: { group, count: stepCount(graph, group), errors: own.reduce((sum, { data }) => sum + data.errors, 0) },
        },
      },
    ];
  });
  return [...nodes.filter(({ id }) => !hidden.has(id)), ...cards];
}

/** The wires with those of folded groups ending at the groups' cards; what runs inside of one is not drawn. */
export function foldEdges(edges: CanvasEdge[], folded: readonly FoldedGroup[]): CanvasEdge[] {
  if (folded.length === 0) return edges;
  const cardOf = (id: string) => folded.find(({ hidden }) => hidden.has(id))?.nodeId;
  return edges.flatMap((edge) => {
    const [from, to] = [cardOf(edge.source), cardOf(edge.target)];
    if (from === undefined && to === undefined) return [edge];
    if (from === to) return [];
    return [{ ...edge, reconnectable: false, ...(from && { source: from, sourceHandle: 'out' }), ...(to && { target: to, targetHandle: 'in' }) }];
  });
}

/** In the middle of the members, at the height of the uppermost. */
function placeOf(graph: FlowGraph, { members }: Group) {
  const boxes = members.flatMap((id) => {
    const step = graph.steps[id];
    return step ? [{ ...placeOnCanvas(graph, id), ...sizeOf(graph, step) }] : [];
  });
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  return { x: snap((left + right - cardWidth) / 2), y: Math.min(...boxes.map(({ y }) => y)) };
}

function stepCount(graph: FlowGraph, { members }: Group): number {
  return members.reduce((sum, id) => sum + 1 + (membersOf(graph, id).length > 0 ? stepsInside(graph, id).length : 0), 0);
}
