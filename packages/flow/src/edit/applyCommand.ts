import { assertNever } from '@noi/errors';
import type { Edge, FlowGraph, Position, Step, StepId } from '../graph/FlowGraph.ts';
import { mayStandIn, stepsInside } from '../graph/levels.ts';
import { stepOf } from '../graph/stepOf.ts';
import { canConnect } from './canConnect.ts';
import type { FlowCommand } from './FlowCommand.ts';
import { withGroup, withNote, withoutGroup, withoutMembers, withoutNote } from './marks.ts';
import { rejectCommand } from './rejectCommand.ts';

/** The only way a flow changes, in the browser (at once) and in the API (for good). Never changes `graph`; throws `command_rejected` for what the draft does not allow. */
export function applyCommand(graph: FlowGraph, command: FlowCommand): FlowGraph {
  switch (command.type) {
    case 'step.add':
      return addStep(graph, command.step);
    case 'step.change':
      return changeStep(graph, command.step);
    case 'step.move':
      return moveSteps(graph, command.moves);
    case 'step.remove':
      return removeStep(graph, command.id);
    case 'step.reparent':
      return reparentSteps(graph, command);
    case 'edge.add':
      return addEdge(graph, command.edge, command.at);
    case 'edge.remove':
      if (!graph.edges.some((edge) => edge.id === command.id)) throw unknownEdge(command.id);
      return { ...graph, edges: graph.edges.filter((edge) => edge.id !== command.id) };
    case 'settings.change':
      return { ...graph, settings: command.settings };
    case 'note.add':
    case 'note.change':
      return withNote(graph, command.note, command.type === 'note.add');
    case 'note.remove':
      return withoutNote(graph, command.id);
    case 'group.add':
    case 'group.change':
      return withGroup(graph, command.group, command.type === 'group.add');
    case 'group.remove':
      return withoutGroup(graph, command.id);
    case 'batch':
      return command.commands.reduce(applyCommand, graph);
    default:
      return assertNever(command);
  }
}

/** The step of that id, or the rejection that says it is gone. */
export function existing(graph: FlowGraph, id: StepId): Step {
  const step = stepOf(graph, id);
  if (!step)
    throw rejectCommand(
      { vi: 'Bước này không còn nữa. Tải lại trang để xem bản mới nhất.', en: 'This step is gone. Reload the page to see the latest draft.' },
      { stepId: id },
    );
  return step;
}

/** The rejection for a wire that is gone. */
export function unknownEdge(id: string) {
  return rejectCommand({ vi: 'Đường nối này không còn nữa.', en: 'This wire is gone.' }, { edgeId: id });
}

function addStep(graph: FlowGraph, step: Step): FlowGraph {
  if (stepOf(graph, step.id)) throw rejectCommand({ vi: 'Đã có một bước mang mã này.', en: 'A step with this id exists already.' }, { stepId: step.id });
  if (!mayStandIn(graph, step, step.parent)) throw noPlace(step);
  return withStep(graph, step);
}

function changeStep(graph: FlowGraph, step: Step): FlowGraph {
  const former = existing(graph, step.id);
  if (former.kind !== step.kind) {
    throw rejectCommand(
      { vi: 'Không đổi loại của bước được. Xoá bước này rồi thêm bước mới.', en: 'The kind of a step cannot change. Remove it and add another.' },
      { stepId: step.id },
    );
  }
  // Its place is another command's matter: a form saved while somebody drags the step must not pull it back.
  const { parent: _parent, ...changed } = step;
  return withStep(graph, { ...changed, position: former.position, ...(former.parent === undefined ? {} : { parent: former.parent }) });
}

function removeStep(graph: FlowGraph, id: StepId): FlowGraph {
  const gone = new Set([existing(graph, id), ...stepsInside(graph, id)].map((step) => step.id));
  const steps = Object.fromEntries(Object.entries(graph.steps).filter(([key]) => !gone.has(key)));
  return { ...withoutMembers(graph, gone), steps, edges: graph.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to)) };
}

function moveSteps(graph: FlowGraph, moves: readonly { id: StepId; position: Position }[]): FlowGraph {
  return moves.reduce((moved, { id, position }) => withStep(moved, { ...existing(moved, id), position: { ...position } }), graph);
}

function reparentSteps(graph: FlowGraph, { ids, parent, positions = [] }: Extract<FlowCommand, { type: 'step.reparent' }>): FlowGraph {
  const placed = ids.reduce((moved, id) => {
    const { parent: _former, ...step } = existing(moved, id);
    if (!mayStandIn(moved, step, parent ?? undefined)) throw noPlace(step);
    return withStep(moved, parent === null ? step : { ...step, parent });
  }, graph);
  const edges = graph.edges.filter(({ from, to }) => stepOf(placed, from)?.parent === stepOf(placed, to)?.parent);
  return moveSteps({ ...placed, edges }, positions);
}

function noPlace({ id, kind }: Step) {
  const reason =
    kind === 'trigger' || kind === 'errorHandler'
      ? { vi: 'Bước này luôn đứng ngoài mọi khung.', en: 'This step always stands outside of all containers.' }
      : { vi: 'Không đặt bước vào đây được. Chọn một khung khác.', en: 'This step cannot stand here. Choose another container.' };
  return rejectCommand(reason, { stepId: id });
}

function addEdge(graph: FlowGraph, edge: Edge, at: number = graph.edges.length): FlowGraph {
  if (graph.edges.some(({ id }) => id === edge.id))
    throw rejectCommand({ vi: 'Đã có một đường nối mang mã này.', en: 'A wire with this id exists already.' }, { edgeId: edge.id });
  const answer = canConnect(graph, edge);
  if (!answer.ok) throw rejectCommand(answer.reason, { edgeId: edge.id });
  return { ...graph, edges: [...graph.edges.slice(0, at), edge, ...graph.edges.slice(at)] };
}

function withStep(graph: FlowGraph, step: Step): FlowGraph {
  return { ...graph, steps: { ...graph.steps, [step.id]: step } };
}
