import { applyCommand, type FlowGraph, type Group } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { colourSteps, groupOf, groupSteps, leaveGroups, movedMembers, newNote, resizedNote } from './marks.ts';

const graph = aGraph().trigger().forEach('each').inside('each').note('in').outside().note('a').note('b').build();

function grouped(drawn: FlowGraph, ...ids: string[]): FlowGraph {
  const command = groupSteps(drawn, ids, 'Nhóm');
  return command ? applyCommand(drawn, command) : drawn;
}
const membersIn = (drawn: FlowGraph) => Object.values(drawn.groups ?? {}).map(({ members }) => members.join(' '));

test('what a chosen container holds is in the group by it; steps of another level are left out', () => {
  expect(membersIn(grouped(graph, 'each', 'in', 'a'))).toEqual(['each a']);
  expect(membersIn(grouped(graph, 'in', 'a'))).toEqual(['in']);
  expect(groupSteps(graph, ['gone'], 'Nhóm')).toBeNull();
});

test('a step leaves its former group for a new one; an empty one goes; each has a colour of its own', () => {
  const two = grouped(grouped(graph, 'a', 'b'), 'b', 'trigger');
  expect(membersIn(two)).toEqual(['a', 'b trigger']);
  expect(new Set(Object.values(two.groups ?? {}).map(({ colour }) => colour)).size).toBe(2);
  expect(groupOf(two, 'b')?.members).toEqual(['b', 'trigger']);
  const without = applyCommand(two, { type: 'batch', commands: leaveGroups(two, ['a']) });
  expect(membersIn(without)).toEqual(['b trigger']);
});

test('moving a frame moves its members on the grid; in a body never over its edge', () => {
  const frame = (members: string[]): Group => ({ id: 'g', title: '', colour: 'blue', members });
  const at = (id: string) => graph.steps[id]?.position ?? { x: 0, y: 0 };
  expect(movedMembers(graph, frame(['each', 'in', 'a']), { x: 15, y: -17 })).toEqual([
    { id: 'each', position: { x: at('each').x + 16, y: Math.round((at('each').y - 17) / 16) * 16 } },
    { id: 'a', position: { x: at('a').x + 16, y: Math.round((at('a').y - 17) / 16) * 16 } },
  ]);
  expect(movedMembers(graph, frame(['in']), { x: -9_000, y: -9_000 })).toEqual([{ id: 'in', position: { x: 32, y: 112 } }]);
});

test('a new note lies beside one that is there already, and never becomes too small', () => {
  const first = newNote(graph, { x: 200, y: 200 });
  const second = newNote({ ...graph, notes: { [first.id]: first } }, { x: 200, y: 200 });
  expect(second.position).not.toEqual(first.position);
  expect(resizedNote(first, { x: -500, y: 31 })).toMatchObject({ width: 128, height: first.height + 32 });
});

test('a colour is put on several steps at once, and taken off without a trace', () => {
  const pink = colourSteps(graph, ['a', 'b'], 'pink');
  const coloured = pink ? applyCommand(graph, pink) : graph;
  expect([coloured.steps.a?.colour, coloured.steps.b?.colour]).toEqual(['pink', 'pink']);
  const off = colourSteps(coloured, ['a', 'b', 'trigger'], null);
  expect(off && applyCommand(coloured, off)).toEqual(graph);
  expect(colourSteps(graph, ['a'], null)).toBeNull();
});
