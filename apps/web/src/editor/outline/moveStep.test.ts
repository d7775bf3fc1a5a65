import { applyCommand, type FlowGraph } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { connect, legalTargets, moveStep } from './moveStep.ts';
import { stepNumbers } from './outlineRows.ts';
import { outlineTree } from './outlineTree.ts';

const wires = ({ edges }: FlowGraph) => edges.map(({ from, port, to }) => `${from}.${port}>${to}`).sort();
const order = (graph: FlowGraph) => [...stepNumbers(outlineTree(graph)).keys()];

function moved(graph: FlowGraph, id: string, by: -1 | 1): FlowGraph {
  const command = moveStep(graph, id, by);
  if (!command) throw new Error(`${id} cannot move`);
  return applyCommand(graph, command);
}

test('a step changes places with the one before it, on the canvas too', () => {
  const graph = aGraph().trigger().wait('wait').note('thanks').stop('end').build();
  const after = moved(graph, 'thanks', -1);
  expect(wires(after)).toEqual(['thanks.next>wait', 'trigger.next>thanks', 'wait.next>end']);
  expect([after.steps.thanks?.position.y, (after.steps.wait?.position.y ?? 0) > (after.steps.thanks?.position.y ?? 0)]).toEqual([
    graph.steps.wait?.position.y,
    true,
  ]);
  expect(wires(moved(after, 'thanks', 1))).toEqual(wires(graph));
});

test('what branches lead to follows the chain as a whole', () => {
  const graph = aGraph().trigger().if('large').note('one').note('two').from('large', 'false').wire('large', 'false', 'one').build();
  expect(wires(moved(graph, 'two', -1))).toEqual(['large.false>two', 'large.true>two', 'trigger.next>large', 'two.next>one']);
});

test('a step keeps what is done about its errors', () => {
  const graph = aGraph().trigger().note('one').note('two').from('one', 'error').note('tell').build();
  const after = moved(graph, 'one', 1);
  expect(wires(after)).toEqual(['one.error>tell', 'trigger.next>two', 'two.next>one']);
});

test.each([
  ['the trigger stays first', 'wait', -1],
  ['nothing moves past a branching', 'thanks', 1],
  ['a branching does not move', 'large', -1],
  ['an end does not move', 'end', -1],
] as const)('%s', (_what, id, by) => {
  const graph = aGraph().trigger().wait('wait').note('thanks').if('large').stop('end').build();
  expect(moveStep(graph, id, by)).toBeNull();
});

test('only steps that a wire may lead to are offered, and a wire can lead elsewhere as one change', () => {
  const graph = aGraph()
    .trigger()
    .wait('wait')
    .note('thanks')
    .stop('end')
    .loose({ id: 'other', kind: 'stop', position: { x: 0, y: 0 } })
    .build();
  const [edge] = graph.edges.filter(({ from }) => from === 'wait');
  if (!edge) throw new Error('the wait leads on');
  expect(legalTargets(graph, { from: 'wait', port: 'next' }).map(({ id }) => id)).toEqual(['end', 'other']);
  expect(legalTargets(graph, { from: 'end', port: 'next' })).toEqual([]);
  const after = applyCommand(graph, connect({ from: 'wait', port: 'next', instead: edge }, 'other'));
  expect([wires(after), order(after)]).toEqual([
    ['thanks.next>end', 'trigger.next>wait', 'wait.next>other'],
    ['trigger', 'wait', 'other', 'thanks', 'end'],
  ]);
});
