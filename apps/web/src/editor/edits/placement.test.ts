import { applyCommand, emptyGraph, type FlowGraph, type Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { duplicateSteps, freePlace, insertIntoEdge, removeSelection, unambiguousPort } from './placement.ts';
import { tidy } from './tidy.ts';

const wait = (id: string, y: number): Step => ({ id, kind: 'wait', position: { x: 0, y }, wait: { type: 'duration', amount: 1, unit: 'days' } });
const branch = (id: string, y: number): Step => ({ id, kind: 'if', position: { x: 0, y }, rule: { combinator: 'and', rules: [] } });

function chain(...steps: Step[]): FlowGraph {
  const graph = { ...emptyGraph(), steps: Object.fromEntries(steps.map((step) => [step.id, step])) };
  const edges = steps.slice(1).map((step, index) => ({ id: `e${index}`, from: steps[index]?.id ?? '', port: 'next', to: step.id }));
  return { ...graph, edges };
}

const wires = (graph: FlowGraph) => graph.edges.map((edge) => `${edge.from}.${edge.port}>${edge.to}`).sort();

test('a click adds behind the only open way out', () => {
  expect(unambiguousPort(chain(wait('a', 0), wait('b', 160)), [])).toEqual({ stepId: 'b', port: 'next' });
});

test('two open branches are no single way, so nothing is wired', () => {
  expect(unambiguousPort(chain(wait('a', 0), branch('b', 160)), [])).toBeNull();
});

test('the chosen step says where to go on', () => {
  const graph = { ...chain(wait('a', 0)), steps: { a: wait('a', 0), b: wait('b', 200) } };
  expect(unambiguousPort(graph, ['a'])).toEqual({ stepId: 'a', port: 'next' });
});

test('a step put into a wire is wired on both sides and makes room', () => {
  const graph = chain(wait('a', 0), wait('b', 148));
  const [edge] = graph.edges;
  if (!edge) throw new Error('the chain has a wire');
  const after = applyCommand(graph, insertIntoEdge(graph, wait('new', 148), edge));
  expect(wires(after)).toEqual(['a.next>new', 'new.next>b']);
  expect(after.steps.b?.position.y).toBeGreaterThanOrEqual(148 + 84);
});

test('removing a step between two others bridges the gap, as one undo', () => {
  const graph = chain(wait('a', 0), wait('b', 160), wait('c', 320));
  const command = removeSelection(graph, ['b'], []);
  expect(command && wires(applyCommand(graph, command))).toEqual(['a.next>c']);
});

test('copies keep the wires between them and stand aside', () => {
  const graph = chain(wait('a', 0), wait('b', 160));
  const copy = duplicateSteps(graph, ['a', 'b'], (step) => `${step.id}2`);
  if (!copy) throw new Error('there is something to copy');
  const after = applyCommand(graph, copy.command);
  expect(wires(after)).toEqual(['a.next>b', 'a2.next>b2']);
  expect(after.steps.a2?.position.x).toBeGreaterThan(0);
});

test('copies of a whole group are a group, and take the note that is stuck on them along', () => {
  const note = { id: 'n', text: 'Hỏi chị Hoa', position: { x: 20, y: 30 }, width: 160, height: 96, colour: 'pink' } as const;
  const graph: FlowGraph = {
    ...chain(wait('a', 0), wait('b', 160), wait('c', 320)),
    groups: { g: { id: 'g', title: 'Chờ', colour: 'blue', members: ['a', 'b'] } },
    notes: { n: note },
  };
  const copied = (ids: readonly string[]) =>
    applyCommand(graph, duplicateSteps(graph, ids, (step) => `${step.id}2`)?.command ?? { type: 'batch', commands: [] });
  const both = copied(['a', 'b']);
  expect(Object.values(both.groups ?? {}).map(({ title, members }) => [title, members])).toEqual([
    ['Chờ', ['a', 'b']],
    ['Chờ', ['a2', 'b2']],
  ]);
  const x = both.steps.a2?.position.x ?? 0;
  expect(Object.values(both.notes ?? {}).map(({ position }) => position)).toEqual([note.position, { x: note.position.x + x, y: note.position.y }]);
  expect(Object.keys(copied(['b']).groups ?? {})).toEqual(['g']);
});

test('a place that a card covers moves to the right', () => {
  expect(freePlace(chain(wait('a', 0)), { x: 0, y: 0 }).x).toBeGreaterThan(0);
});

test('tidying keeps the first step in place and puts what follows below', () => {
  const graph = chain(wait('a', 0), wait('b', -300));
  const command = tidy(graph);
  if (!command) throw new Error('the second step stands above the first');
  const { a, b } = applyCommand(graph, command).steps;
  expect(a?.position).toEqual({ x: 0, y: 0 });
  expect(b?.position.y).toBeGreaterThan(84);
});

test('tidying puts "true" left of "false"', () => {
  const graph: FlowGraph = {
    ...emptyGraph(),
    steps: { if: branch('if', 0), no: wait('no', 0), yes: wait('yes', 0) },
    edges: [
      { id: 'e1', from: 'if', port: 'false', to: 'no' },
      { id: 'e2', from: 'if', port: 'true', to: 'yes' },
    ],
  };
  const command = tidy(graph);
  if (!command) throw new Error('three steps stand in one place');
  const { yes, no } = applyCommand(graph, command).steps;
  expect(yes?.position.x ?? 0).toBeLessThan(no?.position.x ?? 0);
});

test('tidying keeps a lone error branch to the right', () => {
  const send: Step = { id: 'send', kind: 'action', position: { x: 0, y: 0 }, node: 'core.sendEmail', nodeVersion: 1, input: {} };
  const graph: FlowGraph = { ...emptyGraph(), steps: { send, fix: wait('fix', 0) }, edges: [{ id: 'e1', from: 'send', port: 'error', to: 'fix' }] };
  const command = tidy(graph);
  if (!command) throw new Error('both steps stand in one place');
  const { send: above, fix } = applyCommand(graph, command).steps;
  expect(fix?.position.x ?? 0).toBeGreaterThan(above?.position.x ?? 0);
});
