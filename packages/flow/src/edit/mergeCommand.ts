import type { FlowGraph, Step, StepId } from '../graph/FlowGraph.ts';
import { stepOf } from '../graph/stepOf.ts';
import { applyCommand } from './applyCommand.ts';
import type { FlowCommand } from './FlowCommand.ts';

/** A place that two people changed in different ways. */
export interface Clash {
  /** `null`: in the flow's settings. */
  readonly stepId: StepId | null;
  /** Keys from the outside in, joined by dots: `name`, `input.phone`. */
  readonly path: string;
}

export interface MergeRequest {
  readonly command: FlowCommand;
  /** The draft that the command was made on. */
  readonly former: Pick<FlowGraph, 'steps' | 'settings'>;
  /** The draft that it is to be applied to now. */
  readonly onto: FlowGraph;
}

export interface Merged {
  readonly command: FlowCommand;
  /** Places that were changed on both sides; there the command's own value stands. */
  readonly clashes: readonly Clash[];
}

/**
 * The same change for a draft that has moved on: a form that was saved whole brings only the fields that it changed, so that what somebody else wrote into
 * other fields of the same step stays. Commands that touch no form are left as they are. Throws `command_rejected` where the command no longer fits.
 */
export function mergeCommand({ command, former, onto }: MergeRequest): Merged {
  return mergeInto({ command, steps: { ...former.steps }, settings: former.settings, onto }).merged;
}

interface Walk {
  readonly command: FlowCommand;
  /** The steps as the command's maker saw them; a batch changes them as it goes. */
  readonly steps: Record<StepId, Step>;
  readonly settings: FlowGraph['settings'];
  readonly onto: FlowGraph;
}

function mergeInto({ command, steps, settings, onto }: Walk): { merged: Merged; after: FlowGraph } {
  if (command.type === 'batch') {
    let at = onto;
    const parts = command.commands.map((one) => {
      const { merged, after } = mergeInto({ command: one, steps, settings, onto: at });
      at = after;
      return merged;
    });
    return {
      merged: { command: { type: 'batch', commands: parts.map((part) => part.command) }, clashes: parts.flatMap((part) => part.clashes) },
      after: at,
    };
  }
  const merged = mergeSingle(command, { steps, settings, onto });
  if (command.type === 'step.change') steps[command.step.id] = command.step;
  return { merged, after: applyCommand(onto, merged.command) };
}

function mergeSingle(command: Exclude<FlowCommand, { type: 'batch' }>, { steps, settings, onto }: Omit<Walk, 'command'>): Merged {
  if (command.type === 'settings.change') {
    const { value, clashes } = mergeRecords({ base: settings, mine: command.settings, theirs: onto.settings });
    return { command: { ...command, settings: value }, clashes: clashes.map((path) => ({ stepId: null, path })) };
  }
  if (command.type !== 'step.change') return { command, clashes: [] };
  const { id } = command.step;
  const [base, theirs] = [steps[id], stepOf(onto, id)];
  if (!base || !theirs || base.kind !== command.step.kind || theirs.kind !== command.step.kind) return { command, clashes: [] };
  // Where a step stands is another command's matter.
  const { value, clashes } = mergeRecords({ base: unplaced(base), mine: unplaced(command.step), theirs: unplaced(theirs) });
  return { command: { ...command, step: { ...value, position: theirs.position } as Step }, clashes: clashes.map((path) => ({ stepId: id, path })) };
}

function unplaced({ position: _position, parent: _parent, ...rest }: Step): Omit<Step, 'position' | 'parent'> {
  return rest;
}

interface Versions<T extends object> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** Field by field: what only one side changed is taken from it; what both changed differently is a clash, and `mine` stands. */
function mergeRecords<T extends object>({ base, mine, theirs }: Versions<T>): { value: T; clashes: readonly string[] } {
  const value: Record<string, unknown> = {};
  const clashes: string[] = [];
  const [from, own, other] = [new Map(Object.entries(base)), new Map(Object.entries(mine)), new Map(Object.entries(theirs))];
  for (const key of new Set([...other.keys(), ...own.keys()])) {
    const [was, wanted, found] = [from.get(key), own.get(key), other.get(key)];
    let kept = wanted;
    if (isSame(wanted, was)) kept = found;
    else if (!isSame(found, was) && !isSame(found, wanted)) {
      if (isRecord(was) && isRecord(wanted) && isRecord(found)) {
        const inner = mergeRecords({ base: was, mine: wanted, theirs: found });
        kept = inner.value;
        clashes.push(...inner.clashes.map((path) => `${key}.${path}`));
      } else clashes.push(key);
    }
    if (kept !== undefined) value[key] = kept;
  }
  return { value: value as T, clashes };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal as documents, whatever the order of their keys. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) return left.length === right.length && left.every((one, index) => isSame(one, right[index]));
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(left[key], right[key]));
}
