import { emptyGraph, type FlowGraph, portsOf, type Step, type StepOf } from '@noi/flow';
import { expect, test } from 'vitest';
import { emptyHistory } from '../document/history.ts';
import { createEditorStore } from '../store/createEditorStore.ts';
import { changePorts, moved, newBranch } from './branches.ts';

const position = { x: 0, y: 0 };
const rule = { combinator: 'and' as const, rules: [{ field: 'trigger.order.total', operator: 'notNull' as const }] };
const which: StepOf<'switch'> = { id: 'which', kind: 'switch', position, cases: ['big', 'small'].map((id) => ({ id, label: id, rule })) };
const stop = (id: string): Step => ({ id, kind: 'stop', position });

function open() {
  const graph: FlowGraph = {
    ...emptyGraph(),
    steps: { which, one: stop('one'), two: stop('two'), three: stop('three') },
    edges: [
      { id: 'e1', from: 'which', port: 'big', to: 'one' },
      { id: 'e2', from: 'which', port: 'small', to: 'two' },
      { id: 'e3', from: 'which', port: 'otherwise', to: 'three' },
      { id: 'e4', from: 'which', port: 'big', to: 'three' },
    ],
  };
  const sent: unknown[] = [];
  const ports = { queueEdit: (edit: unknown) => sent.push(edit), tell: () => {}, now: () => 0, newKey: () => `key${sent.length}` };
  return { graph, sent, store: createEditorStore({ graph, history: emptyHistory }, ports) };
}

test('removing a case removes its wires, as one edit and one undo', () => {
  const { graph, sent, store } = open();
  const fewer = { ...which, cases: which.cases.slice(1) };
  expect(store.getState().send(changePorts(graph, fewer))).toBe(true);
  expect(store.getState().graph.edges.map(({ id }) => id)).toEqual(['e2', 'e3']);
  expect(store.getState().graph.steps.which).toEqual(fewer);
  expect(sent).toHaveLength(1);

  store.getState().undo();
  expect(store.getState().graph).toEqual(graph);
  store.getState().redo();
  expect(store.getState().graph.edges.map(({ id }) => id)).toEqual(['e2', 'e3']);
});

test('cases that change place or name keep their wires', () => {
  const { graph, store } = open();
  const changed = { ...which, cases: moved(which.cases, 1, -1).map((one) => ({ ...one, label: `${one.label}!` })) };
  store.getState().send(changePorts(graph, changed));
  expect(store.getState().graph.edges).toEqual(graph.edges);
  expect(portsOf(changed)).toEqual(['small', 'big', 'otherwise']);
});

test('a split that no longer holds anybody out gives up that wire', () => {
  const split: StepOf<'split'> = { id: 'split', kind: 'split', position, branches: [newBranch([])], heldOut: 1 };
  const graph: FlowGraph = { ...emptyGraph(), steps: { split, one: stop('one') }, edges: [{ id: 'e1', from: 'split', port: 'heldOut', to: 'one' }] };
  const { heldOut: _former, ...everybody } = split;
  expect(changePorts(graph, everybody)).toEqual({
    type: 'batch',
    commands: [
      { type: 'edge.remove', id: 'e1' },
      { type: 'step.change', step: everybody },
    ],
  });
});

test.each([
  [0, 1, 'bac'],
  [2, -1, 'acb'],
  [2, -2, 'cab'],
])('moving %i by %i', (from, by, after) => {
  expect(moved([...'abc'], from, by).join('')).toBe(after);
});

test('branches take the next free letter', () => {
  expect(newBranch([{ label: 'A' }, { label: 'C' }]).label).toBe('B');
});
