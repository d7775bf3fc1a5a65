import { aGraph } from '@noi/flow/testing';
import { expect, test } from 'vitest';
import { runMarks, takenEdges } from './runMarks.ts';

type Steps = Parameters<typeof runMarks>[0];

const step = (given: Partial<Steps[number]> & Pick<Steps[number], 'stepId' | 'state'>): Steps[number] => ({
  runId: 'r',
  scope: 'root',
  visit: 1,
  attempt: 1,
  input: null,
  output: null,
  error: null,
  reason: null,
  port: null,
  attempts: [],
  decisions: [],
  waitUntil: null,
  startedAt: '2026-11-22T00:00:00.000Z',
  endedAt: null,
  ...given,
});

test('the newest visit of a step is what the canvas shows, with its number of tries', () => {
  const tried = [1, 2].map((attempt) => ({ attempt, startedAt: '', endedAt: null }));
  expect(runMarks([step({ stepId: 'send', state: 'retrying', visit: 2, attempts: tried }), step({ stepId: 'send', state: 'done' })])).toEqual({
    send: { state: 'retrying', note: '×2' },
  });
});

test('a wire was taken when its step left by its port', () => {
  const edges = [
    { id: 'yes', from: 'ask', port: 'true', to: 'a' },
    { id: 'no', from: 'ask', port: 'false', to: 'b' },
  ];
  const graph = { schema: 1 as const, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps: {}, edges };
  expect(takenEdges({ graph, steps: [step({ stepId: 'ask', state: 'done', port: 'true' })] })).toEqual(['yes']);
});

test('a run that passed a step which is off went along the wires on both sides of it', () => {
  const { steps, edges } = aGraph().trigger().wait('wait', undefined, { disabled: true }).from('wait', 'error').note('lost').from('wait').note('sent').build();
  const graph = { schema: 1 as const, settings: { timezone: 'Asia/Ho_Chi_Minh' }, steps, edges };
  expect(takenEdges({ graph, steps: [step({ stepId: 'trigger', state: 'done', port: 'next' })] })).toEqual(['trigger.next-wait', 'wait.next-sent']);
});

test('a step of a loop shows what still goes on, and how many items are done', () => {
  const item = (index: number, state: Steps[number]['state']) => step({ stepId: 'send', state, scope: `root/each#1[${index}]` });
  expect(runMarks([item(0, 'done'), item(1, 'failed'), item(2, 'done')])).toEqual({ send: { state: 'failed', note: '2/3' } });
  expect(runMarks([item(0, 'failed'), item(1, 'waiting')])).toEqual({ send: { state: 'waiting', note: '0/2' } });
});
