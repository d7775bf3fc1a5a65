import { emptyGraph, type FlowGraph, type Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { variantsOf } from './variantsOf.ts';

const at = { x: 0, y: 0 };
const send = (id: string): Step => ({ id, kind: 'action', node: 'zalo.sendZns', nodeVersion: 1, position: at, input: {} });
const split: Step = {
  id: 'split',
  kind: 'split',
  position: at,
  branches: [
    { id: 'a', label: 'Ngắn', weight: 1 },
    { id: 'b', label: 'Dài', weight: 3 },
    { id: 'c', label: 'Không gửi', weight: 0 },
  ],
};
const wait: Step = { id: 'wait', kind: 'wait', position: at, wait: { type: 'duration', amount: 1, unit: 'days' } };

function graphOf(steps: readonly Step[], wires: readonly string[]): FlowGraph {
  const edges = wires.map((wire) => {
    const [from = '', port = '', to = ''] = wire.split(' ');
    return { id: wire.replaceAll(' ', '_'), from, port, to };
  });
  return { ...emptyGraph(), steps: Object.fromEntries(steps.map((step) => [step.id, step])), edges };
}

test('the messages of a split’s branches stand beside each other, also behind a wait, and those of other steps do not', () => {
  const graph = graphOf([split, send('short'), wait, send('long'), send('after')], ['split a short', 'split b wait', 'wait next long', 'long next after']);
  const of = (id: string) => variantsOf(graph, id, () => true).map(({ label, step }) => `${label.vi}: ${step.id}`);
  expect(of('short')).toEqual(['Ngắn · 25%: short', 'Dài · 75%: long']);
  expect(of('long')).toEqual(of('short'));
  expect(of('after')).toEqual([]);
});

test('a branch with one message alone has nothing beside it', () => {
  const graph = graphOf([split, send('short'), wait], ['split a short', 'split b wait']);
  expect(variantsOf(graph, 'short', () => true)).toEqual([]);
});
