import { assertNever } from '@noi/errors';
import type { Edge, FlowGraph, StepId } from '../graph/FlowGraph.ts';
import { stepsInside } from '../graph/levels.ts';
import { applyCommand, existing, unknownEdge } from './applyCommand.ts';
import type { FlowCommand } from './FlowCommand.ts';
import { existingGroup, existingNote, groupsWith } from './marks.ts';

/** The command that takes `command` back. `graph` is the draft before `command` was applied. */
export function invertCommand(graph: FlowGraph, command: FlowCommand): FlowCommand {
  switch (command.type) {
    case 'step.add':
      return { type: 'step.remove', id: command.step.id };
    case 'step.change':
      return { type: 'step.change', step: existing(graph, command.step.id) };
    case 'step.move': {
      const ids = [...new Set(command.moves.map(({ id }) => id))];
      return { type: 'step.move', moves: ids.map((id) => ({ id, position: existing(graph, id).position })) };
    }
    case 'step.remove':
      return bringBack(graph, command.id);
    case 'step.reparent':
      return putBack(graph, command);
    case 'edge.add':
      return { type: 'edge.remove', id: command.edge.id };
    case 'edge.remove':
      return addAgain(graph, command.id);
    case 'settings.change':
      return { type: 'settings.change', settings: graph.settings };
    case 'note.add':
      return { type: 'note.remove', id: command.note.id };
    case 'note.change':
      return { type: 'note.change', note: existingNote(graph, command.note.id) };
    case 'note.remove':
      return { type: 'note.add', note: existingNote(graph, command.id) };
    case 'group.add':
      return { type: 'group.remove', id: command.group.id };
    case 'group.change':
      return { type: 'group.change', group: existingGroup(graph, command.group.id) };
    case 'group.remove':
      return { type: 'group.add', group: existingGroup(graph, command.id) };
    case 'batch':
      return { type: 'batch', commands: invertAll(graph, command.commands) };
    default:
      return assertNever(command);
  }
}

function invertAll(graph: FlowGraph, commands: readonly FlowCommand[]): FlowCommand[] {
  const inverses: FlowCommand[] = [];
  let at = graph;
  for (const command of commands) {
    inverses.unshift(invertCommand(at, command));
    at = applyCommand(at, command);
  }
  return inverses;
}

/** The step and what it holds, containers first, then their wires from the first place in the list to the last, so that each lands where it was, then the groups they were in. */
function bringBack(graph: FlowGraph, id: StepId): FlowCommand {
  const steps = [existing(graph, id), ...stepsInside(graph, id)];
  const gone = new Set(steps.map((step) => step.id));
  const added = steps.map((step): FlowCommand => ({ type: 'step.add', step }));
  const grouped = groupsWith(graph, gone).map((group): FlowCommand => {
    const isLeft = group.members.some((member) => !gone.has(member));
    return { type: isLeft ? 'group.change' : 'group.add', group };
  });
  return { type: 'batch', commands: [...added, ...drawAgain(graph, ({ from, to }) => gone.has(from) || gone.has(to)), ...grouped] };
}

/** Each step to its former level, all of one level together so that the wires between them stay; then its place, then the wires that were dropped. */
function putBack(graph: FlowGraph, command: Extract<FlowCommand, { type: 'step.reparent' }>): FlowCommand {
  const levels = new Map<StepId | null, StepId[]>();
  for (const id of new Set(command.ids)) {
    const level = existing(graph, id).parent ?? null;
    levels.set(level, [...(levels.get(level) ?? []), id]);
  }
  const back = [...levels].map(([parent, ids]): FlowCommand => ({ type: 'step.reparent', ids, parent }));
  const moved = [...new Set((command.positions ?? []).map(({ id }) => id))];
  const moves = moved.map((id) => ({ id, position: existing(graph, id).position }));
  const kept = new Set(applyCommand(graph, command).edges);
  return {
    type: 'batch',
    commands: [...back, ...(moves.length === 0 ? [] : [{ type: 'step.move' as const, moves }]), ...drawAgain(graph, (edge) => !kept.has(edge))],
  };
}

function drawAgain(graph: FlowGraph, isGone: (edge: Edge) => boolean): readonly FlowCommand[] {
  return graph.edges.flatMap((edge, at): FlowCommand[] => (isGone(edge) ? [{ type: 'edge.add', edge, at }] : []));
}

function addAgain(graph: FlowGraph, id: string): FlowCommand {
  const at = graph.edges.findIndex((edge) => edge.id === id);
  const edge = graph.edges[at];
  if (!edge) throw unknownEdge(id);
  return { type: 'edge.add', edge, at };
}
