import { emptyGraph, type FlowGraph, type Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { overlayGraphs } from './overlayGraphs.ts';

const at = (id: string, y: number): Step => ({
  ...{ id, kind: 'wait', position: { x: 0, y } },
  wait: { type: 'duration', amount: 1, unit: 'days' },
});
const graph = (steps: readonly Step[], wires: readonly [string, string][]): FlowGraph => ({
  ...emptyGraph(),
  steps: Object.fromEntries(steps.map((step) => [step.id, step])),
  edges: wires.map(([from, to], nr) => ({ id: `w${nr}`, from, port: 'next', to })),
});

const before = graph(
  [at('a', 0), at('old', 150), at('c', 300)],
  [
    ['a', 'old'],
    ['old', 'c'],
  ],
);
const after = graph(
  [at('a', 0), at('new', 150), at('c', 300)],
  [
    ['a', 'new'],
    ['new', 'c'],
  ],
);

test('what came, went and changed is marked, and nothing covers anything', () => {
  const { graph: both, marks } = overlayGraphs({ before, after, changed: ['c'] });
  expect(Object.fromEntries(marks.steps)).toEqual({ a: 'same', new: 'added', c: 'changed', old: 'removed' });
  expect(Object.fromEntries(marks.wires)).toEqual({ w0: 'added', w1: 'added', 'removed:w0': 'removed', 'removed:w1': 'removed' });
  expect(both.steps.old?.position).toEqual({ x: 300, y: 150 });
  expect(new Set(both.edges.map(({ id }) => id)).size).toBe(4);
});

test('a wire that joins the same steps is the same wire, whatever its id', () => {
  const renamed = { ...before, edges: before.edges.map((edge) => ({ ...edge, id: `other-${edge.id}` })) };
  const { marks } = overlayGraphs({ before, after: renamed, changed: [] });
  expect([...marks.wires.values()]).toEqual(['same', 'same']);
  expect([...marks.steps.values()]).toEqual(['same', 'same', 'same']);
});

test('a removed step stays where it stood when nothing took its place', () => {
  const shorter = graph([at('a', 0), at('c', 300)], [['a', 'c']]);
  expect(overlayGraphs({ before, after: shorter, changed: [] }).graph.steps.old?.position).toEqual({ x: 0, y: 150 });
});
