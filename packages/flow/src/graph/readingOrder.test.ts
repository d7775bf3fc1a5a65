import { expect, test } from 'vitest';
import { aGraph } from '../testing/aGraph.ts';
import { readingOrder } from './reach.ts';

test("a container's body comes directly after it, level by level, and the error handler's part last", () => {
  const graph = aGraph()
    .trigger()
    .forEach('each')
    .inside('each')
    .note('z_inner')
    .repeat('again')
    .inside('again')
    .note('round')
    .outside()
    .note('y_inner')
    .outside()
    .note('c_after')
    .errorHandler('a_handler')
    .note('b_mend')
    .build();
  expect(readingOrder(graph)).toEqual(['trigger', 'each', 'z_inner', 'again', 'round', 'y_inner', 'c_after', 'a_handler', 'b_mend']);
});

test('steps in a container that is gone, or in one that holds itself, are left out', () => {
  const graph = aGraph()
    .trigger()
    .loose({ id: 'lost', kind: 'stop', position: { x: 0, y: 0 }, parent: 'gone' })
    .loose({ id: 'left', kind: 'first', position: { x: 0, y: 0 }, parent: 'right' })
    .loose({ id: 'right', kind: 'first', position: { x: 0, y: 0 }, parent: 'left' })
    .build();
  expect(readingOrder(graph)).toEqual(['trigger']);
});
