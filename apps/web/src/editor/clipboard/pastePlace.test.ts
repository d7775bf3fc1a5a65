import { applyCommand, copySteps, type FlowGraph, type FlowPart, type Step } from '@noi/flow';
import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { pastePlace } from './pastePlace.ts';

const collapsed = new Set<string>();
const partOf = (graph: FlowGraph): FlowPart => copySteps(graph, Object.keys(graph.steps));
const one = partOf(aGraph().note('a').build());

test('the middle of what is pasted comes under the pointer, on the grid', () => {
  expect(pastePlace(aGraph().build(), one, { at: { x: 500, y: 300 }, collapsed })).toEqual({ at: { x: 368, y: 256 }, parent: undefined });
});

test('a card is never hidden under the one that is pasted', () => {
  const first = pastePlace(aGraph().build(), one, { at: { x: 500, y: 300 }, collapsed });
  const there: Step = { id: 'b', kind: 'stop', position: first.at };
  expect(pastePlace(applyCommand(aGraph().build(), { type: 'step.add', step: there }), one, { at: { x: 500, y: 300 }, collapsed }).at).toEqual({
    x: first.at.x + 32,
    y: first.at.y + 32,
  });
});

test('over the body of a container it goes into it, below its head', () => {
  const opened = applyCommand(aGraph().forEach('each').build(), { type: 'step.move', moves: [{ id: 'each', position: { x: 1000, y: 1000 } }] });
  expect(pastePlace(opened, one, { at: { x: 1100, y: 1100 }, collapsed })).toEqual({ at: { x: 32, y: 112 }, parent: 'each' });
  expect(pastePlace(opened, one, { at: { x: 1100, y: 1060 }, collapsed: new Set(['each']) }).parent).toBeUndefined();
});
