import { expect, test } from 'vitest';
import { compileGraph } from '../compile/compileGraph.ts';
import { FlowGraph, type Group, type Note, type StepOf } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/aGraph.ts';
import { testCatalog, testConnections } from '../testing/testCatalog.ts';
import { applyCommand } from './applyCommand.ts';
import { invertCommand } from './invertCommand.ts';

const told: StepOf<'action'> = { id: 'told', kind: 'action', position: { x: 0, y: 240 }, node: 'core.note', nodeVersion: 1, input: { text: 'Xong' } };
const graph = aGraph().trigger().wait('wait').note('told').build();
const note: Note = { id: 'n1', text: 'Hỏi chị Lan trước Tết', position: { x: 40, y: 0 }, width: 208, height: 128, colour: 'yellow' };
const group: Group = { id: 'g1', title: 'Chăm sóc', colour: 'blue', members: ['wait', 'told'] };
const marked = applyCommand(applyCommand(graph, { type: 'note.add', note }), { type: 'group.add', group });

test('notes, groups and colours leave no trace in the plan, and the document keeps them', () => {
  const coloured = applyCommand(marked, { type: 'step.change', step: { ...told, colour: 'pink' } });
  const hashOf = (drawn: FlowGraph) => {
    const compiled = compileGraph({ graph: drawn, catalog: testCatalog, connections: testConnections });
    return compiled.ok ? compiled.plan.hash : compiled.issues;
  };
  expect(hashOf(coloured)).toEqual(hashOf(graph));
  expect(FlowGraph.parse(JSON.parse(JSON.stringify(coloured)))).toEqual(coloured);
});

test('what is taken back leaves the document as it was, without empty lists', () => {
  const back = applyCommand(applyCommand(marked, { type: 'group.remove', id: 'g1' }), { type: 'note.remove', id: 'n1' });
  expect(Object.keys(back)).toEqual(Object.keys(graph));
  expect(back).toEqual(graph);
});

test('a removed step leaves its group; the last one takes it along; both come back', () => {
  const one = applyCommand(marked, { type: 'step.remove', id: 'wait' });
  expect(one.groups).toEqual({ g1: { ...group, members: ['told'] } });
  expect(applyCommand(one, invertCommand(marked, { type: 'step.remove', id: 'wait' }))).toEqual(marked);
  const none = applyCommand(one, { type: 'step.remove', id: 'told' });
  expect(none.groups).toBeUndefined();
  expect(applyCommand(none, invertCommand(one, { type: 'step.remove', id: 'told' }))).toEqual(one);
});

test.each([
  ['a note twice', { type: 'note.add', note }],
  ['a note that is gone', { type: 'note.change', note: { ...note, id: 'n2' } }],
  ['a group of a step that is gone', { type: 'group.add', group: { ...group, id: 'g2', members: ['gone'] } }],
  ['a step of another group', { type: 'group.add', group: { ...group, id: 'g2' } }],
  ['a step twice', { type: 'group.change', group: { ...group, members: ['told', 'told'] } }],
] as const)('%s is refused', (_name, command) => {
  expect(() => applyCommand(marked, structuredClone(command) as Parameters<typeof applyCommand>[1])).toThrow(
    expect.objectContaining({ code: 'command_rejected' }),
  );
});
