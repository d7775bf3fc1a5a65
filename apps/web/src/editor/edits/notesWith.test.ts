import type { FlowGraph, Note } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { notesWith } from './notesWith.ts';
import { cardWidth } from './sizes.ts';

const note = (id: string, x: number, y: number): Note => ({ id, text: id, position: { x, y }, width: 160, height: 96, colour: 'yellow' });
const drawn = aGraph().trigger().note('a').note('b').build();
const at = drawn.steps.a?.position ?? { x: 0, y: 0 };
const graph: FlowGraph = {
  ...drawn,
  notes: { on: note('on', at.x + 20, at.y + 20), near: note('near', at.x + cardWidth + 32, at.y), far: note('far', at.x + cardWidth + 200, at.y) },
};

test.each([
  ['one step takes what is stuck on it', ['a'], ['on']],
  ['several steps take what lies right beside them, too', ['a', 'b'], ['on', 'near']],
  ['a whole flow takes all its notes', ['trigger', 'a', 'b'], ['on', 'near', 'far']],
  ['nothing takes nothing', [], []],
])('%s', (_what, ids, expected) => {
  expect(notesWith(graph, ids)).toEqual(expected);
});
