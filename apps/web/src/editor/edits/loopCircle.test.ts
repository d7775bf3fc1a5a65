import { applyCommand, type FlowGraph } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { withRoom } from './containers.ts';
import { loopCircle } from './loopCircle.ts';

const wires = ({ edges }: FlowGraph) => edges.map(({ from, port, to }) => `${from}.${port}>${to}`).sort();
const looped = (graph: FlowGraph, wire: { from: string; port: string; to: string }) => {
  const command = loopCircle(graph, wire, 'loop');
  if (!command) throw new Error('no circle');
  return applyCommand(graph, withRoom(graph, command));
};

test('the steps of the circle move into a loop that stands in their place', () => {
  const graph = aGraph().trigger().note('ask').wait('pause').note('look').note('after').build();
  const after = looped(graph, { from: 'look', port: 'next', to: 'ask' });
  expect(['ask', 'pause', 'look', 'after', 'trigger'].map((id) => after.steps[id]?.parent)).toEqual(['loop', 'loop', 'loop', undefined, undefined]);
  expect(wires(after)).toEqual(['ask.next>pause', 'loop.next>after', 'pause.next>look', 'trigger.next>loop']);
  expect(after.steps.loop).toMatchObject({ kind: 'repeat', most: 10 });
});

test('a condition that led back becomes the end of the loop', () => {
  const graph = aGraph().trigger().note('ask').if('paid').note('thanks').build();
  const { rule } = graph.steps.paid?.kind === 'if' ? graph.steps.paid : { rule: null };
  expect(looped(graph, { from: 'paid', port: 'false', to: 'ask' }).steps.loop).toMatchObject({ until: rule });
  expect(looped(graph, { from: 'paid', port: 'true', to: 'ask' }).steps.loop).toMatchObject({ until: { not: true } });
});

test('branches between the two ends come along, those that lead away do not', () => {
  const graph = aGraph()
    .trigger()
    .if('which')
    .note('left')
    .note('join')
    .from('which', 'false')
    .note('right')
    .wire('right', 'next', 'join')
    .from('left', 'error')
    .stop('away')
    .build();
  const after = looped(graph, { from: 'join', port: 'next', to: 'which' });
  expect(Object.values(after.steps).flatMap(({ id, parent }) => (parent === 'loop' ? [id] : []))).toEqual(['which', 'left', 'join', 'right']);
  expect(wires(after)).toContain('loop.next>away');
});

test('in a body the loop stands in the same body', () => {
  const graph = aGraph().trigger().forEach('each').inside('each').note('a').note('b').build();
  const after = looped(graph, { from: 'b', port: 'next', to: 'a' });
  expect([after.steps.loop?.parent, after.steps.a?.parent]).toEqual(['each', 'loop']);
});

test('a wire forward closes no circle', () => {
  expect(loopCircle(aGraph().trigger().note('a').note('b').build(), { from: 'a', port: 'error', to: 'b' }, 'loop')).toBeNull();
});
