import { AppError } from '@noi/errors';
import { applyCommand, type Clash, type FlowCommand, type FlowGraph, mergeCommand } from '@noi/flow';
import type { StoredEdit } from './history.ts';
import type { QueuedEdit } from './unsentEdits.ts';

/** The draft as the server has it now. */
export interface Latest {
  readonly graph: FlowGraph;
  readonly revision: number;
  /** The last edits, oldest first. */
  readonly edits: readonly StoredEdit[];
}

/** Something that somebody else changed at the same time, and what can be done about it. */
export interface Conflict {
  /** Both changed the same field, and this browser's value stands; or this browser's change no longer fits and was left out. */
  readonly kind: 'clash' | 'lost';
  readonly stepId: string | null;
  /** `name`, `input.phone`; empty for changes that were left out. */
  readonly paths: readonly string[];
  /** Whose edit it met; `null` for scripts and what came before the known edits. */
  readonly by: string | null;
  readonly isMe: boolean;
  /** Takes over what the other one wrote; after a removal, brings the step back with what was typed. */
  readonly wayOut: FlowCommand | null;
}

export interface Rebased {
  readonly graph: FlowGraph;
  readonly kept: readonly QueuedEdit[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Puts edits that wait to be saved on the server's newer draft. Those that the server has already are left out; forms bring only the fields that they changed;
 * what both sides changed, and what no longer fits, is told.
 */
export function rebaseEdits(latest: Latest, waiting: readonly QueuedEdit[], base: number | null): Rebased {
  const stored = new Set(latest.edits.map(({ clientKey }) => clientKey));
  const foreign = latest.edits.filter(
    ({ revision, clientKey }) => revision > (base ?? latest.revision) && !waiting.some((edit) => edit.clientKey === clientKey),
  );
  let former = draftAt(latest, base);
  let graph = latest.graph;
  const kept: QueuedEdit[] = [];
  const conflicts: Conflict[] = [];
  for (const edit of waiting) {
    const before = former;
    former = before && attempt(before, edit.command);
    if (stored.has(edit.clientKey)) continue;
    try {
      const { command, clashes } = before ? mergeCommand({ command: edit.command, former: before, onto: graph }) : { command: edit.command, clashes: [] };
      conflicts.push(...clashConflicts(clashes, { theirs: graph, foreign }));
      graph = applyCommand(graph, command);
      kept.push({ ...edit, command });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      conflicts.push(lostConflict(edit.command, { graph, foreign }));
    }
  }
  return { graph, kept, conflicts };
}

/** The draft at an earlier revision, by taking the later edits back; `null` when not all of them are known. */
function draftAt({ graph, revision, edits }: Latest, at: number | null): FlowGraph | null {
  if (at === null || at > revision) return null;
  const later = edits.filter((edit) => edit.revision > at);
  if (later.length !== revision - at) return null;
  return later.reduceRight<FlowGraph | null>((draft, { inverse }) => draft && attempt(draft, inverse), graph);
}

function attempt(graph: FlowGraph, command: FlowCommand): FlowGraph | null {
  try {
    return applyCommand(graph, command);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}

interface Others {
  readonly foreign: readonly StoredEdit[];
}

function clashConflicts(clashes: readonly Clash[], { theirs, foreign }: Others & { theirs: FlowGraph }): readonly Conflict[] {
  return [...new Set(clashes.map(({ stepId }) => stepId))].map((stepId) => {
    const step = stepId === null ? undefined : theirs.steps[stepId];
    const wayOut: FlowCommand | null = stepId === null ? { type: 'settings.change', settings: theirs.settings } : step ? { type: 'step.change', step } : null;
    const paths = clashes.filter((clash) => clash.stepId === stepId).map(({ path }) => path);
    return { kind: 'clash', stepId, paths, wayOut, ...authorOf(foreign.findLast(({ command }) => touches(command, stepId))) };
  });
}

function lostConflict(command: FlowCommand, { graph, foreign }: Others & { graph: FlowGraph }): Conflict {
  const stepId = firstStep(command);
  const removal = foreign.findLast((edit) => brings(edit.inverse, stepId));
  const back = removal && attempt(graph, removal.inverse);
  // What was typed into a step that is gone comes back with it, when it fits then.
  const whole = back && attempt(back, command) ? [removal.inverse, command] : back ? [removal.inverse] : null;
  const author = removal ?? foreign.findLast((edit) => touches(edit.command, stepId)) ?? foreign.at(-1);
  return { kind: 'lost', stepId, paths: [], wayOut: whole && { type: 'batch', commands: whole }, ...authorOf(author) };
}

function authorOf(edit: StoredEdit | undefined): Pick<Conflict, 'by' | 'isMe'> {
  return { by: edit?.by ?? null, isMe: edit?.isMine ?? false };
}

function partsOf(command: FlowCommand): readonly Exclude<FlowCommand, { type: 'batch' }>[] {
  return command.type === 'batch' ? command.commands.flatMap(partsOf) : [command];
}

function touches(command: FlowCommand, stepId: string | null): boolean {
  return partsOf(command).some((part) => (part.type === 'settings.change' ? stepId === null : part.type === 'step.change' && part.step.id === stepId));
}

function brings(command: FlowCommand, stepId: string | null): boolean {
  return partsOf(command).some((part) => part.type === 'step.add' && part.step.id === stepId);
}

/** The step that a command is about, for its words. */
function firstStep(command: FlowCommand): string | null {
  for (const part of partsOf(command)) {
    switch (part.type) {
      case 'step.change':
        return part.step.id;
      case 'step.remove':
        return part.id;
      case 'step.move':
        return part.moves[0]?.id ?? null;
      case 'step.reparent':
        return part.ids[0] ?? null;
      case 'edge.add':
        return part.edge.from;
      default:
        break;
    }
  }
  return null;
}
