import type { FlowGraph, Step } from '@noi/flow';
import { expect, test } from 'vitest';
import { isSameDrawing } from './useDrawnGraph.ts';

const place = { x: 0, y: 0 };
const wait: Step = { id: 'wait', position: place, kind: 'wait', wait: { type: 'duration', amount: 1, unit: 'days' } };
const stop: Step = { id: 'stop', position: { x: 0, y: 160 }, kind: 'stop' };
const graph: FlowGraph = { schema: 1, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: { wait, stop }, edges: [] };
const withWait = (change: Partial<Step>): FlowGraph => ({ ...graph, steps: { ...graph.steps, wait: { ...wait, ...change } as Step } });

test.each<[string, FlowGraph, boolean]>([
  ['itself', graph, true],
  ['other words on a card', withWait({ name: 'Đợi khách nhận hàng' }), true],
  ['another place', withWait({ position: { x: 16, y: 0 } }), false],
  ['another container', withWait({ parent: 'loop' }), false],
  ['a step switched off', withWait({ disabled: true }), false],
  ['a step less', { ...graph, steps: { wait } }, false],
  ['another step', { ...graph, steps: { wait, end: { ...stop, id: 'end' } } }, false],
  ['other wires', { ...graph, edges: [{ id: 'e', from: 'wait', port: 'next', to: 'stop' }] }, false],
])('%s', (_, other, isSame) => {
  expect(isSameDrawing(graph, other)).toBe(isSame);
});
