import { assertNever } from '@noi/errors';
import type { FlowGraph, StepId } from '../graph/FlowGraph.ts';
import { applyCommand, existing, unknownEdge } from './applyCommand.ts';
import type { FlowCommand } from './FlowCommand.ts';

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
    case 'edge.add':
      return { type: 'edge.remove', id: command.edge.id };
    case 'edge.remove':
      return addAgain(graph, command.id);
    case 'settings.change':
      return { type: 'settings.change', settings: graph.settings };
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

/** The step, then its wires from the first place in the list to the last, so that each lands where it was. */
function bringBack(graph: FlowGraph, id: StepId): FlowCommand {
  const wires = graph.edges.flatMap((edge, at): FlowCommand[] => (edge.from === id || edge.to === id ? [{ type: 'edge.add', edge, at }] : []));
  return { type: 'batch', commands: [{ type: 'step.add', step: existing(graph, id) }, ...wires] };
}

function addAgain(graph: FlowGraph, id: string): FlowCommand {
  const at = graph.edges.findIndex((edge) => edge.id === id);
  const edge = graph.edges[at];
  if (!edge) throw unknownEdge(id);
  return { type: 'edge.add', edge, at };
}
