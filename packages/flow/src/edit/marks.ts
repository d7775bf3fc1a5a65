import type { FlowGraph, Group, Note, StepId } from '../graph/FlowGraph.ts';
import { stepOf } from '../graph/stepOf.ts';
import { rejectCommand } from './rejectCommand.ts';

/** The note of that id, or the rejection that says it is gone. */
export function existingNote(graph: FlowGraph, id: string): Note {
  const note = own(graph.notes, id);
  if (!note) throw rejectCommand({ vi: 'Ghi chú này không còn nữa.', en: 'This note is gone.' }, { noteId: id });
  return note;
}

/** The group of that id, or the rejection that says it is gone. */
export function existingGroup(graph: FlowGraph, id: string): Group {
  const group = own(graph.groups, id);
  if (!group) throw rejectCommand({ vi: 'Nhóm này không còn nữa.', en: 'This group is gone.' }, { groupId: id });
  return group;
}

/** Adds a note, or replaces the one of its id. */
export function withNote(graph: FlowGraph, note: Note, isNew: boolean): FlowGraph {
  if (isNew && own(graph.notes, note.id)) throw rejectCommand({ vi: 'Đã có một ghi chú mang mã này.', en: 'A note with this id exists already.' });
  if (!isNew) existingNote(graph, note.id);
  return { ...graph, notes: { ...graph.notes, [note.id]: note } };
}

/** Adds a group, or replaces the one of its id. All its members must be there, and in no other group. */
export function withGroup(graph: FlowGraph, group: Group, isNew: boolean): FlowGraph {
  if (isNew && own(graph.groups, group.id)) throw rejectCommand({ vi: 'Đã có một nhóm mang mã này.', en: 'A group with this id exists already.' });
  if (!isNew) existingGroup(graph, group.id);
  const others = Object.values(graph.groups ?? {}).filter(({ id }) => id !== group.id);
  const taken = new Set(others.flatMap(({ members }) => members));
  if (group.members.some((id) => !stepOf(graph, id)))
    throw rejectCommand({ vi: 'Một bước trong nhóm không còn nữa.', en: 'A step of the group is gone.' }, { groupId: group.id });
  if (group.members.some((id) => taken.has(id)) || new Set(group.members).size < group.members.length)
    throw rejectCommand({ vi: 'Mỗi bước chỉ nằm trong một nhóm.', en: 'A step is in one group only.' }, { groupId: group.id });
  return { ...graph, groups: { ...graph.groups, [group.id]: group } };
}

/** A document without notes has no list of them, so that adding one and taking it back changes nothing. */
export function withoutNote(graph: FlowGraph, id: string): FlowGraph {
  existingNote(graph, id);
  const { notes, ...rest } = graph;
  const left = without(notes, id);
  return left ? { ...rest, notes: left } : rest;
}

export function withoutGroup(graph: FlowGraph, id: string): FlowGraph {
  existingGroup(graph, id);
  const { groups, ...rest } = graph;
  const left = without(groups, id);
  return left ? { ...rest, groups: left } : rest;
}

/** The groups when those steps are gone; one without members goes as well. */
export function withoutMembers(graph: FlowGraph, gone: ReadonlySet<StepId>): FlowGraph {
  if (groupsWith(graph, gone).length === 0) return graph;
  const { groups = {}, ...rest } = graph;
  const left = Object.entries(groups).map(([id, group]) => [id, { ...group, members: group.members.filter((member) => !gone.has(member)) }] as const);
  const filled = left.filter(([, { members }]) => members.length > 0);
  return filled.length === 0 ? rest : { ...rest, groups: Object.fromEntries(filled) };
}

/** Groups that hold one of those steps. */
export function groupsWith({ groups = {} }: FlowGraph, steps: ReadonlySet<StepId>): readonly Group[] {
  return Object.values(groups).filter(({ members }) => members.some((id) => steps.has(id)));
}

function own<T>(known: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return known && Object.hasOwn(known, id) ? known[id] : undefined;
}

function without<T>(known: Readonly<Record<string, T>> | undefined, id: string): Record<string, T> | null {
  const left = Object.entries(known ?? {}).filter(([key]) => key !== id);
  return left.length === 0 ? null : Object.fromEntries(left);
}
