import { AppError } from '@noi/errors';
import { applyCommand, type FlowCommand, type FlowGraph, invertCommand, mergeCommand, type Step } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { StateCreator } from 'zustand';
import { type History, type HistoryEntry, joinEntries } from '../document/history.ts';
import type { DocumentSlice, EditorPorts, EditorState, SendOptions } from './EditorState.ts';

const mergeWindowMs = 1000;
const historyLimit = 200;
const cannotRepeat: Text = { vi: 'Không làm lại được bước này vì quy trình đã đổi.', en: 'This step cannot be repeated because the flow has changed.' };
const illegal: Text = { vi: 'Không làm được thay đổi này.', en: 'This change cannot be made.' };

interface Start {
  readonly graph: FlowGraph;
  readonly history: History;
}

/** The flow and its undo stacks. Everything that changes the flow goes through `send`. */
export function documentSlice(start: Start, ports: EditorPorts): StateCreator<EditorState, [], [], DocumentSlice> {
  return (set, get) => ({
    ...start,
    send(command, options = {}) {
      const { graph, history } = get();
      const changed = tryApply(graph, command);
      if ('reason' in changed) {
        ports.tell(changed.reason);
        return false;
      }
      const clientKey = ports.newKey();
      const entry: HistoryEntry = { command, inverse: invertCommand(graph, command), origin: { clientKey }, at: ports.now(), ...mergeKeyOf(options) };
      set({ graph: changed.graph, history: { done: pushed(history, entry, options), undone: [] } });
      ports.queueEdit({ command, kind: 'do', clientKey, ...mergeKeyOf(options) });
      return true;
    },
    undo() {
      const { graph, history } = get();
      const entry = history.done.at(-1);
      if (!entry) return;
      const done = history.done.slice(0, -1);
      const changed = tryMerge(graph, { command: entry.inverse, counterpart: entry.command });
      if ('reason' in changed) {
        // Someone else removed what this entry was about; it can never be undone.
        ports.tell(changed.reason);
        set({ history: { ...history, done } });
        return;
      }
      set({ graph: changed.graph, history: { done, undone: [...history.undone, entry] } });
      ports.queueEdit({ command: changed.command, kind: 'undo', clientKey: ports.newKey(), origin: entry.origin });
    },
    redo() {
      const { graph, history } = get();
      const entry = history.undone.at(-1);
      if (!entry) return;
      const undone = history.undone.slice(0, -1);
      const changed = tryMerge(graph, { command: entry.command, counterpart: entry.inverse });
      if ('reason' in changed) {
        ports.tell(cannotRepeat);
        set({ history: { ...history, undone } });
        return;
      }
      const clientKey = ports.newKey();
      const redone: HistoryEntry = { command: entry.command, inverse: entry.inverse, origin: { clientKey }, at: 0 };
      set({ graph: changed.graph, history: { done: [...history.done, redone], undone } });
      ports.queueEdit({ command: changed.command, kind: 'redo', clientKey, origin: entry.origin });
    },
    adopt(graph, history) {
      const { selectedSteps, selectedEdges } = get();
      const edges = new Set(graph.edges.map((edge) => edge.id));
      set({
        graph,
        history,
        selectedSteps: selectedSteps.filter((id) => graph.steps[id]),
        selectedEdges: selectedEdges.filter((id) => edges.has(id)),
      });
    },
  });

  function pushed(history: History, entry: HistoryEntry, { joinsLast = false }: SendOptions): readonly HistoryEntry[] {
    const last = history.done.at(-1);
    const isContinued = entry.mergeKey !== undefined && last?.mergeKey === entry.mergeKey && entry.at - last.at < mergeWindowMs;
    if (last && (joinsLast || isContinued)) return [...history.done.slice(0, -1), joinEntries(last, entry)];
    return [...history.done, entry].slice(-historyLimit);
  }
}

function mergeKeyOf({ mergeKey }: SendOptions) {
  return mergeKey === undefined ? {} : { mergeKey };
}

function tryApply(graph: FlowGraph, command: FlowCommand): { graph: FlowGraph } | { reason: Text } {
  try {
    return { graph: applyCommand(graph, command) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const reason = error.details.reason;
    return { reason: isText(reason) ? reason : illegal };
  }
}

/** Takes a change back, or makes it again: of a form only the fields that it changed, so that what others wrote into it since stays. */
function tryMerge(
  graph: FlowGraph,
  { command, counterpart }: { command: FlowCommand; counterpart: FlowCommand },
): { graph: FlowGraph; command: FlowCommand } | { reason: Text } {
  try {
    const { command: merged } = mergeCommand({ command, former: leftBy(counterpart, graph), onto: graph });
    return { graph: applyCommand(graph, merged), command: merged };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const reason = error.details.reason;
    return { reason: isText(reason) ? reason : illegal };
  }
}

/** The forms as a change left them. */
function leftBy(command: FlowCommand, { settings }: FlowGraph): Pick<FlowGraph, 'steps' | 'settings'> {
  const steps: Record<string, Step> = {};
  const left = { steps, settings };
  function read(one: FlowCommand) {
    if (one.type === 'batch') one.commands.forEach(read);
    else if (one.type === 'step.change') steps[one.step.id] = one.step;
    else if (one.type === 'settings.change') left.settings = one.settings;
  }
  read(command);
  return left;
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}
