import { emptyGraph, type FlowCommand, type Step } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import { emptyHistory } from '../document/history.ts';
import { createEditorStore } from './createEditorStore.ts';
import type { EditorPorts } from './EditorState.ts';

const wait = (id: string, amount = 1): Step => ({ id, kind: 'wait', position: { x: 0, y: 0 }, wait: { type: 'duration', amount, unit: 'days' } });
const add = (id: string): FlowCommand => ({ type: 'step.add', step: wait(id) });

function open() {
  const queued: { kind: string; command: FlowCommand; origin?: unknown }[] = [];
  const told: Text[] = [];
  let now = 0;
  let keys = 0;
  const ports: EditorPorts = {
    queueEdit: (edit) => queued.push(edit),
    tell: (reason) => told.push(reason),
    now: () => now,
    newKey: () => `key${++keys}`,
  };
  const store = createEditorStore({ graph: emptyGraph(), history: emptyHistory }, ports);
  return { store, queued, told, pass: (ms: number) => (now += ms) };
}

test('a gesture changes the flow at once and is queued for saving', () => {
  const { store, queued } = open();
  expect(store.getState().send(add('a'))).toBe(true);
  expect(Object.keys(store.getState().graph.steps)).toEqual(['a']);
  expect(queued).toEqual([{ command: add('a'), kind: 'do', clientKey: 'key1' }]);
});

test('undo and redo walk back and forth and are saved as edits of their own', () => {
  const { store, queued } = open();
  store.getState().send(add('a'));
  store.getState().undo();
  expect(store.getState().graph.steps).toEqual({});
  store.getState().redo();
  expect(Object.keys(store.getState().graph.steps)).toEqual(['a']);
  expect(queued.map(({ kind, origin }) => [kind, origin])).toEqual([
    ['do', undefined],
    ['undo', { clientKey: 'key1' }],
    ['redo', { clientKey: 'key1' }],
  ]);
});

test('a new edit forgets what was undone', () => {
  const { store } = open();
  store.getState().send(add('a'));
  store.getState().undo();
  store.getState().send(add('b'));
  expect(store.getState().history.undone).toEqual([]);
});

test('typing is one step of undo, a pause begins another', () => {
  const { store, pass } = open();
  store.getState().send(add('a'));
  const type = (amount: number) => store.getState().send({ type: 'step.change', step: wait('a', amount) }, { mergeKey: 'a:wait.amount' });
  type(2);
  pass(500);
  type(3);
  pass(1500);
  type(4);

  store.getState().undo();
  expect(store.getState().graph.steps.a).toEqual(wait('a', 3));
  store.getState().undo();
  expect(store.getState().graph.steps.a).toEqual(wait('a', 1));
});

test('an undo takes back what was typed and leaves what somebody else wrote into the same step since', () => {
  const { store, queued } = open();
  store.getState().send(add('a'));
  store.getState().send({ type: 'step.change', step: wait('a', 2) });
  const { graph, history } = store.getState();
  store.getState().adopt({ ...graph, steps: { a: { ...wait('a', 2), name: 'Chờ khách' } } }, history);
  store.getState().undo();
  expect(store.getState().graph.steps.a).toEqual({ ...wait('a', 1), name: 'Chờ khách' });
  expect(queued.at(-1)?.command).toEqual({ type: 'step.change', step: { ...wait('a', 1), name: 'Chờ khách' } });
  store.getState().redo();
  expect(store.getState().graph.steps.a).toEqual({ ...wait('a', 2), name: 'Chờ khách' });
});

test('fields loaded after a choice are undone together with it', () => {
  const { store } = open();
  store.getState().send(add('a'));
  store.getState().send({ type: 'step.change', step: wait('a', 2) });
  store.getState().send({ type: 'step.change', step: wait('a', 3) }, { joinsLast: true });
  store.getState().undo();
  expect(store.getState().graph.steps.a).toEqual(wait('a', 1));
});

test('an illegal gesture changes nothing and says why', () => {
  const { store, queued, told } = open();
  store.getState().send(add('a'));
  expect(store.getState().send({ type: 'edge.add', edge: { id: 'e', from: 'a', port: 'next', to: 'a' } })).toBe(false);
  expect([store.getState().graph.edges, queued.length, told.length]).toEqual([[], 1, 1]);
});

test('a newer draft drops the selection of what is gone', () => {
  const { store } = open();
  store.getState().send(add('a'));
  store.getState().select({ steps: ['a'] });
  store.getState().adopt(emptyGraph(), emptyHistory);
  expect(store.getState().selectedSteps).toEqual([]);
});
