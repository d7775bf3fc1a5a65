import {
  containersAround,
  type FlowCommand,
  type FlowGraph,
  type Group,
  type MarkColour,
  markColours,
  type Note,
  type Position,
  type Step,
  type StepId,
  stepOf,
} from '@noi/flow';
import { gridSize, intoBody, snap } from './sizes.ts';

const noteSize = { width: 224, height: 144 };
const leastNote = { width: 128, height: 96 };

/** An id for a note or a group. */
export function newMarkId(prefix: 'n' | 'g'): string {
  return `${prefix}_${crypto.randomUUID().replace(/-/g, '').slice(0, 12)}`;
}

/** An empty note around a place of the canvas, a little aside where another one lies there already. */
export function newNote({ notes = {} }: FlowGraph, middle: Position): Note {
  const position = { x: snap(middle.x - noteSize.width / 2), y: snap(middle.y - noteSize.height / 2) };
  const isTaken = () => Object.values(notes).some((note) => note.position.x === position.x && note.position.y === position.y);
  while (isTaken()) {
    position.x += 2 * gridSize;
    position.y += 2 * gridSize;
  }
  return { id: newMarkId('n'), text: '', position, ...noteSize, colour: 'yellow' };
}

/** The note by so much larger or smaller, on the grid. */
export function resizedNote(note: Note, by: Position): Note {
  return { ...note, width: within(snap(note.width + by.x), leastNote.width), height: within(snap(note.height + by.y), leastNote.height) };
}

function within(value: number, least: number): number {
  return Math.min(2_000, Math.max(least, value));
}

/** The group that a step is in. */
export function groupOf({ groups = {} }: FlowGraph, id: StepId): Group | null {
  return Object.values(groups).find(({ members }) => members.includes(id)) ?? null;
}

/** Puts steps of one level into a new group, out of those that they were in. `null` where there is no step. */
export function groupSteps(graph: FlowGraph, ids: readonly StepId[], title: string): FlowCommand | null {
  const outer = outermost(graph, ids);
  const members = outer.filter(({ parent }) => parent === outer[0]?.parent).map(({ id }) => id);
  if (members.length === 0) return null;
  const used = Object.values(graph.groups ?? {});
  const colour = markColours.find((one) => one !== 'yellow' && !used.some((group) => group.colour === one)) ?? 'blue';
  const add: FlowCommand = { type: 'group.add', group: { id: newMarkId('g'), title, colour, members } };
  const leaving = leaveGroups(graph, members);
  return leaving.length === 0 ? add : { type: 'batch', commands: [...leaving, add] };
}

/** Takes steps out of their groups; a group that would be empty goes. */
export function leaveGroups(graph: FlowGraph, ids: readonly StepId[]): FlowCommand[] {
  return Object.values(graph.groups ?? {}).flatMap((group): FlowCommand[] => {
    const members = group.members.filter((id) => !ids.includes(id));
    if (members.length === group.members.length) return [];
    return [members.length === 0 ? { type: 'group.remove', id: group.id } : { type: 'group.change', group: { ...group, members } }];
  });
}

/** Where the members of a group stand when its frame is moved; what a member holds moves with it. */
export function movedMembers(graph: FlowGraph, group: Group, by: Position): { id: StepId; position: Position }[] {
  return outermost(graph, group.members).map(({ id, parent, position }) => {
    const place = intoBody({ x: position.x + by.x, y: position.y + by.y }, parent);
    return { id, position: { x: snap(place.x), y: snap(place.y) } };
  });
}

/** Marks steps with a colour, or takes it off (`null`); one step of undo. */
export function colourSteps(graph: FlowGraph, ids: readonly StepId[], colour: MarkColour | null): FlowCommand | null {
  const steps = ids.flatMap((id) => stepOf(graph, id) ?? []).filter((step) => (step.colour ?? null) !== colour);
  const commands = steps.map((step): FlowCommand => ({ type: 'step.change', step: coloured(step, colour) }));
  const [only] = commands;
  return only && commands.length === 1 ? only : only ? { type: 'batch', commands } : null;
}

function coloured({ colour: _former, ...step }: Step, colour: MarkColour | null): Step {
  return colour === null ? step : { ...step, colour };
}

function outermost(graph: FlowGraph, ids: readonly StepId[]): readonly Step[] {
  return ids.flatMap((id) => stepOf(graph, id) ?? []).filter(({ id }) => containersAround(graph, id).every((around) => !ids.includes(around.id)));
}
