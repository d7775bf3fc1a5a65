import { assertNever } from '@noi/errors';
import type { Edge, FlowGraph, Step, StepId } from '../graph/FlowGraph.ts';
import { stepOf } from '../graph/stepOf.ts';
import { canConnect } from './canConnect.ts';
import type { FlowCommand } from './FlowCommand.ts';
import { rejectCommand } from './rejectCommand.ts';

/** The only way a flow changes, in the browser (at once) and in the API (for good). Never changes `graph`; throws `command_rejected` for what the draft does not allow. */
export function applyCommand(graph: FlowGraph, command: FlowCommand): FlowGraph {
  switch (command.type) {
    case 'step.add':
      return addStep(graph, command.step);
    case 'step.change':
      return changeStep(graph, command.step);
    case 'step.move':
      return command.moves.reduce((moved, { id, position }) => withStep(moved, { ...existing(moved, id), position: { ...position } }), graph);
    case 'step.remove':
      return removeStep(graph, command.id);
    case 'edge.add':
      return addEdge(graph, command.edge, command.at);
    case 'edge.remove':
      if (!graph.edges.some((edge) => edge.id === command.id)) throw unknownEdge(command.id);
      return { ...graph, edges: graph.edges.filter((edge) => edge.id !== command.id) };
    case 'settings.change':
      return { ...graph, settings: command.settings };
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
  if (step.parent !== undefined) existing(graph, step.parent);
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
  existing(graph, id);
  if (Object.values(graph.steps).some((step) => step.parent === id)) {
    throw rejectCommand(
      { vi: 'Khung này còn bước bên trong. Xoá các bước đó trước.', en: 'This container still holds steps. Remove them first.' },
      { stepId: id },
    );
  }
  const { [id]: _removed, ...steps } = graph.steps;
  return { ...graph, steps, edges: graph.edges.filter((edge) => edge.from !== id && edge.to !== id) };
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
