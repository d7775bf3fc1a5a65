import { type Edge, type FlowGraph, type Issue, isContainer, type Port, portPast, runningGraph, type Step, type StepId, stepOf, stepsInside } from '@noi/flow';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import { sizeOf } from '../edits/sizes.ts';
import { describeStep } from './describeStep.ts';
import { portPlaces } from './portPlaces.ts';
import type { CanvasEdge, CanvasNode, OffState, StepNodeData, StepRunMark } from './types.ts';

export interface Projection {
  readonly graph: FlowGraph;
  readonly catalog: EditorCatalog;
  readonly issues?: readonly Issue[];
  readonly selectedSteps?: readonly StepId[];
  readonly isReadOnly: boolean;
  /** Containers whose bodies are folded away; a matter of the view. */
  readonly collapsed: ReadonlySet<StepId>;
  readonly stepStates?: Readonly<Record<StepId, StepRunMark>> | undefined;
}

/** React Flow's nodes for a graph. Nodes that show the same as before are the same objects, measurements included. */
export function projectNodes(projection: Projection, before: CanvasNode[]): CanvasNode[] {
  const { graph, catalog, issues = [], selectedSteps = [], isReadOnly, collapsed, stepStates } = projection;
  const known = new Map(before.map((node) => [node.id, node]));
  const selected = new Set(selectedSteps);
  const wired = groupBy(graph.edges, (edge) => edge.from);
  const found = groupBy(issues, (issue) => issue.stepId);

  const nodes = drawnSteps(graph, collapsed).map((step) => {
    const own = found.get(step.id) ?? [];
    const data: StepNodeData = {
      step,
      face: describeStep(step, graph, catalog),
      errors: own.filter((issue) => issue.severity === 'error').length,
      warnings: own.filter((issue) => issue.severity === 'warning').length,
      wired: (wired.get(step.id) ?? []).map((edge): Port => edge.port),
      isReadOnly,
      ...sizeOf(graph, step, collapsed),
      held: isContainer(step) ? stepsInside(graph, step.id).length : 0,
      isCollapsed: collapsed.has(step.id),
      run: stepStates?.[step.id],
      off: offState(graph, step),
    };
    const former = known.get(step.id);
    const isSelected = selected.has(step.id);
    const position = former?.dragging ? former.position : step.position;
    if (former && former.parentId === step.parent && former.selected === isSelected && isSamePlace(former.position, position) && isSameData(former.data, data))
      return former;
    const keptData = former && isSameData(former.data, data) ? former.data : data;
    const { parentId: _formerParent, ...kept } = former ?? {};
    const isSameSize = former?.data.width === data.width && former.data.height === data.height;
    // What the browser measured counts until the card is drawn in another size.
    const measured = isSameSize && former?.measured?.height !== undefined ? former.measured : { width: data.width, height: data.height };
    const node: CanvasNode = {
      ...kept,
      measured,
      ...(step.parent === undefined ? {} : { parentId: step.parent }),
      id: step.id,
      type: isContainer(step) ? 'container' : 'step',
      position,
      selected: isSelected,
      data: keptData,
    };
    return withPortPlaces(node);
  });
  return before.length === nodes.length && nodes.every((node, index) => node === before[index]) ? before : nodes;
}

/** Tells React Flow where the card's ways in and out are, whether it is drawn yet or not. */
export function withPortPlaces(node: CanvasNode): CanvasNode {
  const { data, measured } = node;
  return { ...node, handles: portPlaces(data.step, { width: measured?.width ?? data.width, height: measured?.height ?? data.height }) };
}

/** Whether runs leave this step out, and why. */
export function offState(graph: FlowGraph, step: Step): OffState {
  if (step.disabled) return 'off';
  return stepOf(runningGraph(graph), step.id) ? null : 'passed';
}

/** A wire that no run goes along, since the step that it leaves is left out. */
function isIdle(graph: FlowGraph, { from, port }: Edge): boolean {
  const step = stepOf(graph, from);
  const off = step ? offState(graph, step) : null;
  return off === 'passed' || (off === 'off' && step !== undefined && portPast(step) !== port);
}

/** Steps that can be seen, what holds others before what it holds: React Flow asks for that order, and the keyboard goes along it. */
function drawnSteps(graph: FlowGraph, collapsed: ReadonlySet<StepId>): readonly Step[] {
  const byParent = groupBy(Object.values(graph.steps), ({ parent }) => parent);
  const walk = (level: StepId | undefined): Step[] =>
    (byParent.get(level) ?? []).flatMap((step) => [step, ...(isContainer(step) && !collapsed.has(step.id) ? walk(step.id) : [])]);
  return walk(undefined);
}

export interface EdgeProjection {
  readonly selectedEdges: readonly string[];
  readonly takenEdges?: readonly string[] | undefined;
  readonly isReadOnly: boolean;
  readonly collapsed: ReadonlySet<StepId>;
  /** What screen readers call the wire. */
  nameOf(edge: Edge): string;
}

const drawnEdges = new WeakMap<Edge, CanvasEdge>();

/** React Flow's edges for a graph. A wire that shows the same as before is the same object. */
export function projectEdges(graph: FlowGraph, { selectedEdges, takenEdges, isReadOnly, collapsed, nameOf }: EdgeProjection): CanvasEdge[] {
  const selected = new Set(selectedEdges);
  const taken = takenEdges && new Set(takenEdges);
  const hidden = new Set([...collapsed].flatMap((id) => stepsInside(graph, id).map((step) => step.id)));
  const drawn = hidden.size === 0 ? graph.edges : graph.edges.filter(({ from }) => !hidden.has(from));
  return drawn.map((edge) => {
    const isSelected = selected.has(edge.id);
    const ariaLabel = nameOf(edge);
    const fate = taken ? (taken.has(edge.id) ? 'taken' : 'idle') : isIdle(graph, edge) ? 'idle' : undefined;
    const known = drawnEdges.get(edge);
    if (known?.selected === isSelected && known.ariaLabel === ariaLabel && known.data?.fate === fate && known.data?.isReadOnly === isReadOnly) return known;
    const wire: CanvasEdge = {
      id: edge.id,
      type: 'wire',
      source: edge.from,
      sourceHandle: edge.port,
      target: edge.to,
      targetHandle: 'in',
      selected: isSelected,
      ariaLabel,
      data: { port: edge.port, isReadOnly, fate },
    };
    drawnEdges.set(edge, wire);
    return wire;
  });
}

function isSamePlace(left: { x: number; y: number }, right: { x: number; y: number }): boolean {
  return left.x === right.x && left.y === right.y;
}

function isSameData(left: StepNodeData, right: StepNodeData): boolean {
  return (
    left.step === right.step &&
    left.face === right.face &&
    left.errors === right.errors &&
    left.warnings === right.warnings &&
    left.isReadOnly === right.isReadOnly &&
    left.width === right.width &&
    left.height === right.height &&
    left.held === right.held &&
    left.isCollapsed === right.isCollapsed &&
    left.run === right.run &&
    left.off === right.off &&
    left.wired.join() === right.wired.join()
  );
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
