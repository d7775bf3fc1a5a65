import { applyCommand } from '../edit/applyCommand.ts';
import { canConnect } from '../edit/canConnect.ts';
import type { FlowCommand } from '../edit/FlowCommand.ts';
import { type FlowGraph, isContainer, type Position, type Step, type StepId } from '../graph/FlowGraph.ts';
import { containersAround } from '../graph/levels.ts';
import { stepOf } from '../graph/stepOf.ts';
import type { FlowPart } from './FlowPart.ts';
import { pointAtCopies } from './pointAtCopies.ts';

export interface PasteRequest {
  readonly part: FlowPart;
  /** Where the upper left corner of what is pasted goes, counted from the corner of `parent`. */
  readonly at: Position;
  /** The container that it goes into; absent for the flow's own level. */
  readonly parent?: StepId | undefined;
  /** The accounts of this shop; steps of another shop lose theirs. */
  readonly connections: ReadonlySet<string>;
  /** An id that no step of the graph has. */
  newId(step: Step, graph: FlowGraph): StepId;
  newEdgeId(): string;
  /** An id that no note (`n`) or group (`g`) of the graph has. */
  newMarkId(kind: 'n' | 'g'): string;
}

export interface Pasted {
  /** One step of undo; legal on the graph it was made for. */
  readonly command: FlowCommand;
  /** The pasted steps that stand in no pasted container. */
  readonly ids: readonly StepId[];
  /** Triggers and error handlers that were left out because the flow has one, or because they cannot stand in a container. */
  readonly left: readonly Step[];
}

/**
 * Makes steps from elsewhere into steps of this graph: new ids, data that they read of each other read from the new ones, wires that are legal here, and the
 * groups and notes that came with them.
 * Whatever the part holds, the command applies. `null` when nothing of it can stand here.
 */
export function pastePart(graph: FlowGraph, request: PasteRequest): Pasted | null {
  const { part, parent, connections } = request;
  const starts = new Set(Object.values(graph.steps).flatMap(({ kind }) => (kind === 'trigger' || kind === 'errorHandler' ? [kind] : [])));
  const left: Step[] = [];
  const taken = outerFirst(part).filter((step) => {
    if (step.kind !== 'trigger' && step.kind !== 'errorHandler') return true;
    const fits = parent === undefined && !starts.has(step.kind);
    if (fits) starts.add(step.kind);
    else left.push(step);
    return fits;
  });
  const outer = taken.filter((step) => step.parent === undefined);
  if (outer.length === 0) return null;
  const corner = { x: Math.min(...outer.map(({ position }) => position.x)), y: Math.min(...outer.map(({ position }) => position.y)) };

  let after = graph;
  const commands: FlowCommand[] = [];
  const add = (command: FlowCommand) => {
    after = applyCommand(after, command);
    commands.push(command);
  };

  const ids = new Map<StepId, StepId>();
  const given = new Set<StepId>();
  for (const step of taken) {
    let id = request.newId(step, graph);
    while (given.has(id)) id = request.newId(step, graph);
    given.add(id);
    ids.set(step.id, id);
  }
  for (const step of taken) {
    const { parent: within, ...copy } = ownAccountsOnly(pointAtCopies(step, ids), connections);
    const level = within === undefined ? parent : ids.get(within);
    const { x, y } = step.position;
    const position = within === undefined ? { x: request.at.x + x - corner.x, y: request.at.y + y - corner.y } : { x, y };
    add({ type: 'step.add', step: { ...copy, id: ids.get(step.id) ?? step.id, position, ...(level === undefined ? {} : { parent: level }) } });
  }
  for (const edge of part.edges) {
    const wire = { from: ids.get(edge.from) ?? '', port: edge.port, to: ids.get(edge.to) ?? '' };
    if (canConnect(after, wire).ok) add({ type: 'edge.add', edge: { id: request.newEdgeId(), ...wire } });
  }
  const grouped = new Set<StepId>();
  for (const group of Object.values(part.groups ?? {})) {
    const members = group.members.flatMap((id) => ids.get(id) ?? []).filter((id) => !grouped.has(id));
    for (const id of members) grouped.add(id);
    if (members.length > 0) add({ type: 'group.add', group: { ...group, id: request.newMarkId('g'), members } });
  }
  // Notes lie on the canvas itself, wherever the steps go.
  const origin = parent === undefined ? [] : [...[stepOf(graph, parent)].flatMap((step) => step ?? []), ...containersAround(graph, parent)];
  const shift = {
    x: origin.reduce((sum, { position }) => sum + position.x, request.at.x - corner.x),
    y: origin.reduce((sum, { position }) => sum + position.y, request.at.y - corner.y),
  };
  for (const note of Object.values(part.notes ?? {})) {
    const position = { x: note.position.x + shift.x, y: note.position.y + shift.y };
    add({ type: 'note.add', note: { ...note, id: request.newMarkId('n'), position } });
  }
  return { command: { type: 'batch', commands }, ids: outer.map((step) => ids.get(step.id) ?? step.id), left };
}

/** The steps of a part, what holds others before what it holds. One whose container is not there, holds nothing, or stands in itself counts as standing outside. */
function outerFirst(part: FlowPart): readonly Step[] {
  const steps = new Map(Object.values(part.steps).map((step) => [step.id, step]));
  const sorted = new Map<StepId, Step>();
  const place = (step: Step, below: readonly StepId[]): void => {
    if (sorted.has(step.id)) return;
    const container = step.parent === undefined ? undefined : steps.get(step.parent);
    const { parent: _lost, ...loose } = step;
    const isHeld =
      container !== undefined && isContainer(container) && step.kind !== 'trigger' && step.kind !== 'errorHandler' && !below.includes(container.id);
    if (isHeld) place(container, [...below, container.id]);
    sorted.set(step.id, isHeld ? step : loose);
  };
  for (const step of steps.values()) place(step, [step.id]);
  return [...sorted.values()];
}

function ownAccountsOnly(step: Step, connections: ReadonlySet<string>): Step {
  if (!('connectionId' in step) || step.connectionId === undefined || connections.has(step.connectionId)) return step;
  const { connectionId: _foreign, ...rest } = step;
  return rest;
}
