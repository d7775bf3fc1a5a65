import { applyCommand, emptyGraph, type FlowCommand, type FlowGraph, type Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { alignSteps, distributeSteps } from './align.ts';
import { cardHeight, cardWidth } from './sizes.ts';

const at = (id: string, x: number, y: number, parent?: string): Step => ({ id, kind: 'stop', position: { x, y }, ...(parent === undefined ? {} : { parent }) });

function graphOf(...steps: Step[]): FlowGraph {
  return { ...emptyGraph(), steps: Object.fromEntries(steps.map((step) => [step.id, step])) };
}

function places(graph: FlowGraph, command: FlowCommand | null) {
  const after = command ? applyCommand(graph, command) : graph;
  return Object.fromEntries(Object.values(after.steps).map(({ id, position }) => [id, [position.x, position.y]]));
}

const two = graphOf(at('a', 0, 0), at('b', 100, 300));

test.each([
  ['left', [0, 0], [0, 300]],
  ['right', [100, 0], [100, 300]],
  ['centre', [50, 0], [50, 300]],
  ['top', [0, 0], [100, 0]],
  ['bottom', [0, 300], [100, 300]],
  ['middle', [0, 150], [100, 150]],
] as const)('%s edges in line', (alignment, a, b) => {
  expect(places(two, alignSteps(two, ['a', 'b'], alignment))).toEqual({ a, b });
});

test('cards of other widths line up by their own edges', () => {
  const wide: Step = { id: 'wide', kind: 'parallel', position: { x: 500, y: 400 } };
  const graph = graphOf(at('a', 0, 0), wide);
  const { a, wide: container } = places(graph, alignSteps(graph, ['a', 'wide'], 'right'));
  expect(a?.[0]).toBe(500 + cardWidth + 64 - cardWidth);
  expect(container).toEqual([500, 400]);
});

test('gaps become equal, the ends stay', () => {
  const graph = graphOf(at('a', 0, 0), at('c', 900, 0), at('b', 300, 40));
  expect(places(graph, distributeSteps(graph, ['a', 'b', 'c'], 'across'))).toEqual({ a: [0, 0], b: [450, 40], c: [900, 0] });
  const tall = graphOf(at('a', 0, 0), at('b', 0, cardHeight), at('c', 0, 400));
  expect(places(tall, distributeSteps(tall, ['c', 'b', 'a'], 'down'))).toEqual({ a: [0, 0], b: [0, 200], c: [0, 400] });
});

test('two steps have only one gap, and what is in line already does not move', () => {
  expect(distributeSteps(two, ['a', 'b'], 'down')).toBeNull();
  expect(alignSteps(graphOf(at('a', 0, 0), at('b', 0, 300)), ['a', 'b'], 'left')).toBeNull();
});

test('each container lines up its own, and a chosen container keeps what it holds', () => {
  const box: Step = { id: 'box', kind: 'parallel', position: { x: 0, y: 500 } };
  const graph = graphOf(box, at('in1', 40, 120, 'box'), at('in2', 400, 120, 'box'), at('out1', 0, 0), at('out2', 30, 200));
  expect(places(graph, alignSteps(graph, ['in1', 'in2', 'out1', 'out2'], 'left'))).toMatchObject({
    in1: [40, 120],
    in2: [40, 120],
    out1: [0, 0],
    out2: [0, 200],
  });
  expect(places(graph, alignSteps(graph, ['box', 'in2', 'out2'], 'left'))).toMatchObject({ in2: [400, 120], out2: [0, 200] });
});
