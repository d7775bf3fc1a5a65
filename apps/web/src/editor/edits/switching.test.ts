import { applyCommand, type FlowGraph } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { switchSteps } from './switching.ts';

const graph = aGraph().trigger().note('a').note('b').note('c').build();
const off = (drawn: FlowGraph) => Object.values(drawn.steps).flatMap(({ id, disabled }) => (disabled ? [id] : []));
const after = (drawn: FlowGraph, ...ids: string[]) => {
  const command = switchSteps(drawn, ids);
  return command ? applyCommand(drawn, command) : drawn;
};

test('one step is switched off, and on again without a trace', () => {
  expect(off(after(graph, 'a'))).toEqual(['a']);
  expect(after(after(graph, 'a'), 'a')).toEqual(graph);
});

test('several of which one is on are all switched off; then all on', () => {
  const both = after(after(graph, 'a'), 'a', 'b');
  expect(off(both)).toEqual(['a', 'b']);
  expect(off(after(both, 'a', 'b'))).toEqual([]);
});

test('the only trigger stays on, whatever is chosen with it', () => {
  expect(off(after(graph, 'trigger', 'a'))).toEqual(['a']);
  expect(switchSteps(graph, ['trigger', 'gone'])).toBeNull();
});
