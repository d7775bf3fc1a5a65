import { emptyGraph, type FlowGraph, type Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { cardHeight, cardWidth } from '../edits/sizes.ts';
import { guidesFor } from './guidesFor.ts';

const at = (id: string, x: number, y: number, parent?: string): Step => ({ id, kind: 'stop', position: { x, y }, ...(parent === undefined ? {} : { parent }) });
const graphOf = (...steps: Step[]): FlowGraph => ({ ...emptyGraph(), steps: Object.fromEntries(steps.map((step) => [step.id, step])) });

test('a card that is almost below another jumps into line, and the line spans both', () => {
  const graph = graphOf(at('a', 0, 0), at('b', 900, 900));
  expect(guidesFor(graph, [{ id: 'b', position: { x: 5, y: 200 } }])).toEqual({ by: { x: -5, y: 0 }, guides: [{ x: 0, from: 0, to: 200 + cardHeight }] });
});

test('far from every line nothing jumps', () => {
  const graph = graphOf(at('a', 0, 0), at('b', 900, 900));
  expect(guidesFor(graph, [{ id: 'b', position: { x: 40, y: 200 } }])).toEqual({ by: { x: 0, y: 0 }, guides: [] });
});

test('both ways at once, and several cards as one', () => {
  const graph = graphOf(at('a', 0, 0), at('b', 500, 500), at('c', 900, 500));
  const { by, guides } = guidesFor(graph, [
    { id: 'b', position: { x: 400, y: 4 } },
    { id: 'c', position: { x: 800, y: 4 } },
  ]);
  expect(by).toEqual({ x: 0, y: -4 });
  expect(guides).toEqual([{ y: 0, from: 0, to: 800 + cardWidth }]);
});

test('the middle of a wide container is a line for narrow cards', () => {
  const box: Step = { id: 'box', kind: 'parallel', position: { x: 0, y: 0 } };
  const middle = (cardWidth + 64) / 2;
  const { by, guides } = guidesFor(graphOf(box, at('b', 900, 900)), [{ id: 'b', position: { x: middle - cardWidth / 2 + 3, y: 600 } }]);
  expect(by.x).toBe(-3);
  expect(guides[0]).toMatchObject({ x: middle });
});

test('a body has lines of its own, drawn where the body is', () => {
  const box: Step = { id: 'box', kind: 'parallel', position: { x: 1000, y: 100 } };
  const graph = graphOf(box, at('in', 32, 112, 'box'), at('drag', 400, 400, 'box'), at('out', 30, 0));
  expect(guidesFor(graph, [{ id: 'drag', position: { x: 30, y: 300 } }])).toEqual({
    by: { x: 2, y: 0 },
    guides: [{ x: 1032, from: 212, to: 400 + cardHeight }],
  });
});
