import { isDeepStrictEqual } from 'node:util';
import type { FlowCommand, FlowGraph, Group, Step } from '@noi/flow';

/** The commands that turn one document into another, in an order in which each of them is legal on its own. */
export function diffGraph(from: FlowGraph, to: FlowGraph): FlowCommand[] {
  const commands: FlowCommand[] = [];
  const isKept = (step: Step | undefined, other: Step | undefined) => step !== undefined && step.kind === other?.kind && step.parent === other.parent;
  const gone = Object.values(from.steps).filter((step) => !isKept(step, to.steps[step.id]));
  const goneIds = new Set(gone.map((step) => step.id));

  // Wires first: a wire of the old document may be in the way of one in the new.
  const wires = new Map(to.edges.map((edge) => [edge.id, edge]));
  const stays = (edge: FlowGraph['edges'][number]) => isDeepStrictEqual(wires.get(edge.id), edge) && !goneIds.has(edge.from) && !goneIds.has(edge.to);
  for (const edge of from.edges) if (!stays(edge)) commands.push({ type: 'edge.remove', id: edge.id });
  for (const step of gone) commands.push({ type: 'step.remove', id: step.id });

  const moves: { id: string; position: Step['position'] }[] = [];
  for (const step of Object.values(to.steps)) {
    const former = from.steps[step.id];
    if (!former || goneIds.has(step.id)) {
      commands.push({ type: 'step.add', step });
      continue;
    }
    const inPlace: Step = { ...step, position: former.position };
    if (!isDeepStrictEqual(inPlace, former)) commands.push({ type: 'step.change', step: inPlace });
    if (!isDeepStrictEqual(step.position, former.position)) moves.push({ id: step.id, position: step.position });
  }
  if (moves.length > 0) commands.push({ type: 'step.move', moves });

  const kept = new Set(from.edges.filter(stays).map((edge) => edge.id));
  for (const edge of to.edges) if (!kept.has(edge.id)) commands.push({ type: 'edge.add', edge });
  if (!isDeepStrictEqual(from.settings, to.settings)) commands.push({ type: 'settings.change', settings: to.settings });
  return [...commands, ...diffMarks(from, to, goneIds)];
}

/** Notes and groups. A group that changes is drawn anew, so that a step may go from one to another; one whose last step is gone went with it. */
function diffMarks(from: FlowGraph, to: FlowGraph, gone: ReadonlySet<string>): FlowCommand[] {
  const [notes, otherNotes] = [from.notes ?? {}, to.notes ?? {}];
  const [groups, otherGroups] = [Object.values(from.groups ?? {}), to.groups ?? {}];
  const isSame = (group: Group) => isDeepStrictEqual(otherGroups[group.id], group) && !group.members.some((id) => gone.has(id));
  const kept = new Set(groups.filter(isSame).map(({ id }) => id));
  const left = groups.filter(({ id, members }) => !kept.has(id) && members.some((member) => !gone.has(member)));
  return [
    ...Object.keys(notes).flatMap((id): FlowCommand[] => (otherNotes[id] ? [] : [{ type: 'note.remove', id }])),
    ...Object.values(otherNotes).flatMap((note): FlowCommand[] => {
      const former = notes[note.id];
      return former === undefined ? [{ type: 'note.add', note }] : isDeepStrictEqual(former, note) ? [] : [{ type: 'note.change', note }];
    }),
    ...left.map(({ id }): FlowCommand => ({ type: 'group.remove', id })),
    ...Object.values(otherGroups).flatMap((group): FlowCommand[] => (kept.has(group.id) ? [] : [{ type: 'group.add', group }])),
  ];
}
